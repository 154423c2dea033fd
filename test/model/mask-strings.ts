import assert from 'node:assert/strict';
import { test } from 'node:test';
import { maskSecrets } from '../../src/model/secret-arguments.ts';

/** What is shown of these strings, as of arguments. */
export function maskStrings(...strings: string[]): string[] {
  const bytes = Buffer.from(strings.map((text) => `${text}\0`).join(''));
  return maskSecrets(bytes).toString().split('\0').slice(0, -1);
}

/** A test of each: strings, and what is shown of them. */
export function testExamples(examples: readonly [situation: string, given: string[], shown: string[]][]): void {
  for (const [situation, given, shown] of examples) {
    test(situation, () => assert.deepEqual(maskStrings(...given), shown));
  }
}

/** A test of 128 KiB of each piece, repeated. */
export function testSpeed(pieces: readonly [situation: string, piece: string][]): void {
  for (const [situation, piece] of pieces) {
    test(`128 KiB of ${situation} take no longer than they should`, () => {
      const bytes = Buffer.from(piece.repeat(2 ** 17 / piece.length));
      const start = performance.now();
      maskSecrets(bytes);
      assert.ok(performance.now() - start < 1500);
    });
  }
}
