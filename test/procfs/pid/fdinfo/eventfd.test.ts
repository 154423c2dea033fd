import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseEventfd } from '../../../../src/procfs/pid/fdinfo/eventfd.ts';
import { extra } from './extra.ts';

const parse = (text: string) => parseEventfd(extra(text));

test('a semaphore with three left', () => {
  const text = 'eventfd-count:                3\neventfd-id: 55\neventfd-semaphore: 1\n';
  assert.deepEqual(parse(text), { count: 3n, id: 55, semaphore: true });
});

test('2^64-2, as much as it holds: every digit is kept', () => {
  assert.equal(parse('eventfd-count: fffffffffffffffe\n').count, 18446744073709551614n);
});

test('Linux 5.1 prints the count only, 6.4 no semaphore', () => {
  assert.deepEqual(parse('eventfd-count:               10\n'), { count: 16n, id: null, semaphore: null });
  assert.deepEqual(parse('eventfd-count:                0\neventfd-id: 0\n'), { count: 0n, id: 0, semaphore: null });
});

for (const [situation, text, message] of [
  ['no count', 'eventfd-id: 1\n', /no "eventfd-count" line/],
  ['a count that is not hexadecimal', 'eventfd-count: -1\n', /"eventfd-count" is "-1", not hexadecimal/],
  ['a semaphore that is neither 0 nor 1', 'eventfd-count: 0\neventfd-semaphore: 2\n', /is "2", not 0 or 1/],
] as const) {
  test(`rejects ${situation}`, () => assert.throws(() => parse(text), message));
}
