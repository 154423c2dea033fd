import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseIo } from '../../../src/procfs/pid/io.ts';

const text =
  'rchar: 15382\nwchar: 1455\nsyscr: 25\nsyscw: 5\nread_bytes: 0\nwrite_bytes: 4096\ncancelled_write_bytes: 8192\n';
const record = {
  rchar: 15382,
  wchar: 1455,
  syscr: 25,
  syscw: 5,
  readBytes: 0,
  writeBytes: 4096,
  cancelledWriteBytes: 8192,
};
const parse = (text: string) => parseIo(Buffer.from(text));

test('more cancelled than written, as after the truncation of a file that another process wrote', () => {
  assert.deepEqual(parse(text), record);
});

test('blank lines, and lines without a colon', () => {
  assert.deepEqual(parse(`\n${text.replaceAll('\n', '\n\nwhat\n')}`), record);
});

test('2^64-1 keeps every digit', () => {
  assert.equal(parse(text.replace('15382', '18446744073709551615')).rchar, 18446744073709551615n);
});

for (const [situation, bytes, message] of [
  ['nothing, as when the process dies mid-read', '', /no "rchar" line/],
  ['half a file', 'rchar: 1\nwchar: 2\n', /no "syscr" line/],
  ['a fraction', text.replace('25', '2.5'), /"syscr" is "2.5", not a whole number/],
] as const) {
  test(`rejects ${situation}`, () => assert.throws(() => parse(bytes), message));
}
