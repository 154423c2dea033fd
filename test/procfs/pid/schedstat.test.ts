import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseSchedstat } from '../../../src/procfs/pid/schedstat.ts';

const parse = (text: string) => parseSchedstat(Buffer.from(text));

test('a thread', () => {
  assert.deepEqual(parse('1629340508 3284199 23\n'), { run: 1629340508, wait: 3284199, slices: 23 });
});

test('nanoseconds past 2^53, as after a hundred days, keep every digit', () => {
  assert.equal(parse('9007199254740993 0 1\n').run, 9007199254740993n);
});

for (const text of ['', '1 2\n', '1 2 3 4\n', '1  2\n', '1 2 x\n']) {
  test(`rejects ${JSON.stringify(text)}`, () => assert.throws(() => parse(text), /not three numbers|not a whole/));
}
