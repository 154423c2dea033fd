import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { clockTicks, pageSize, parseAuxv } from '../../../src/procfs/pid/auxv.ts';

test('a 64-bit program', () => {
  const auxv = parseAuxv(words(8, [33, 0x7ffd9b3f0000, 6, 16384, 17, 250, 0, 0]));
  assert.equal(auxv.get(33), 0x7ffd9b3f0000n);
  assert.equal(pageSize(auxv), 16384);
  assert.equal(clockTicks(auxv), 250);
});

test('a 32-bit program', () => {
  const auxv = parseAuxv(words(4, [32, 0xf7f0, 6, 4096, 17, 100, 0, 0]));
  assert.equal(pageSize(auxv), 4096);
  assert.equal(clockTicks(auxv), 100);
});

test('this kernel', () => {
  const auxv = parseAuxv(readFileSync('/proc/self/auxv'));
  assert.ok([4096, 16384, 65536].includes(pageSize(auxv)));
});

for (const [situation, bytes] of [
  ['nothing', Buffer.alloc(0)],
  ['half a pair', Buffer.alloc(7, 1)],
] as const) {
  test(`rejects ${situation}`, () => assert.throws(() => parseAuxv(bytes), /not pairs of words/));
}

test('a vector without a page size', () => {
  assert.throws(() => pageSize(parseAuxv(words(8, [17, 100, 0, 0]))), /no AT_PAGESZ/);
});

function words(size: 4 | 8, values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(size * values.length);
  values.forEach((value, index) => {
    if (size === 8) bytes.writeBigUInt64LE(BigInt(value), index * 8);
    else bytes.writeUInt32LE(value, index * 4);
  });
  return bytes;
}
