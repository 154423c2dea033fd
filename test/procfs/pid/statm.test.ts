import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseStatm } from '../../../src/procfs/pid/statm.ts';

const parse = (text: string) => parseStatm(Buffer.from(text));

test('an ordinary process', () => {
  assert.deepEqual(parse('1122 498 387 193 0 141 0\n'), {
    size: 1122,
    resident: 498,
    shared: 387,
    text: 193,
    data: 141,
  });
});

test('a kernel thread has none', () => {
  assert.deepEqual(parse('0 0 0 0 0 0 0\n'), { size: 0, resident: 0, shared: 0, text: 0, data: 0 });
});

for (const [situation, text, message] of [
  ['nothing, as when the process dies mid-read', '', /"field 1" is "", not a whole number/],
  ['half a line', '1122 498 387', /ends before field 4/],
  ['a letter', '1122 498 3x7 193 0 141 0\n', /"field 3" is "3x7", not a whole number/],
] as const) {
  test(`rejects ${situation}`, () => assert.throws(() => parse(text), message));
}
