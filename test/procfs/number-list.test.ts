import assert from 'node:assert/strict';
import { test } from 'node:test';
import { numberList } from '../../src/procfs/number-list.ts';

for (const [text, numbers] of [
  ['0', [0]],
  ['0-3,8', [0, 1, 2, 3, 8]],
  ['5-5,7-8', [5, 7, 8]],
  ['', []],
] as const) {
  test(`"${text}"`, () => assert.deepEqual(numberList(text), numbers));
}

for (const text of [',', '1,', '-3', '3-1', '0-3,2', '1,1', '0-99999', '0-4294967295', 'ff', '1 2']) {
  test(`rejects "${text}"`, () => assert.throws(() => numberList(text), /is no list of ranges/));
}
