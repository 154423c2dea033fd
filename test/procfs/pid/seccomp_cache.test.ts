import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseSeccompCache } from '../../../src/procfs/pid/seccomp_cache.ts';

const parse = (text: string) => parseSeccompCache(Buffer.from(text));

test('two architectures', () => {
  assert.deepEqual(parse('x86_64 0 ALLOW\nia32 11 FILTER\n'), [
    { architecture: 'x86_64', systemCall: 0, alwaysAllowed: true },
    { architecture: 'ia32', systemCall: 11, alwaysAllowed: false },
  ]);
});

test('a process without filters', () => {
  assert.deepEqual(parse(''), []);
});

for (const text of ['\n', 'x86_64 0\n', 'x86_64 0 DENY\n', 'x86_64 -1 ALLOW\n']) {
  test(`rejects ${JSON.stringify(text)}`, () => assert.throws(() => parse(text), /is not a decision of seccomp/));
}
