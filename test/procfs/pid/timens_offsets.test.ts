import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseTimeOffsets } from '../../../src/procfs/pid/timens_offsets.ts';

const parse = (text: string) => parseTimeOffsets(Buffer.from(text));

test('no offset', () => {
  assert.deepEqual(parse('monotonic           0         0\nboottime            0         0\n'), {
    monotonic: 0n,
    boottime: 0n,
  });
});

test('a week on, and half a second back', () => {
  assert.deepEqual(parse('monotonic      604800         1\nboottime           -1 500000000\n'), {
    monotonic: 604_800_000_000_001n,
    boottime: -500_000_000n,
  });
});

test('the largest offset keeps every digit', () => {
  const { boottime } = parse('monotonic           0         0\nboottime   4611686018 427387904\n');
  assert.equal(boottime, 4_611_686_018_427_387_904n);
});

for (const [situation, text] of [
  ['nothing', ''],
  ['one clock', 'monotonic 0 0\n'],
  ['a clock at the end of a line', 'x monotonic 0 0\nboottime 0 0\n'],
  ['no nanoseconds', 'monotonic 0\nboottime 0 0\n'],
] as const) {
  test(`rejects ${situation}`, () => assert.throws(() => parse(text), /has no offset of/));
}
