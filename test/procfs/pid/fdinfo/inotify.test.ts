import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseInotify } from '../../../../src/procfs/pid/fdinfo/inotify.ts';
import { extra } from './extra.ts';

const parse = (text: string) => parseInotify(extra(text));

test('twelve watches: their numbers are hexadecimal, the newest comes first', () => {
  const lines = Array.from({ length: 12 }, (_, index) => {
    const wd = (12 - index).toString(16);
    return `inotify wd:${wd} ino:2188f${wd} sdev:fe00000 mask:fff ignored_mask:0 fhandle-bytes:8 fhandle-type:1 f_handle:ff8821000e7dba21 \n`;
  });
  const watches = parse(lines.join(''));
  assert.deepEqual(
    watches.map(({ wd }) => wd),
    [12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1],
  );
  assert.deepEqual(watches[0], {
    wd: 12,
    ino: 0x2188fcn,
    device: { major: 254, minor: 0 },
    mask: 0xfff,
    handle: { type: 1, handle: Buffer.from('ff8821000e7dba21', 'hex') },
  });
});

test('a kernel without file handles, and an inode of 64 bits', () => {
  const [watch] = parse('inotify wd:1 ino:8000000000000000 sdev:28 mask:80000002 ignored_mask:0 \n');
  assert.deepEqual(watch, {
    wd: 1,
    ino: 9223372036854775808n,
    device: { major: 0, minor: 40 },
    mask: 0x8000_0002,
    handle: null,
  });
});

for (const [situation, text, message] of [
  ['a watch without a number', 'inotify ino:1 sdev:1 mask:1\n', /no "wd" line/],
  [
    'a file handle that is shorter than it says',
    'inotify wd:1 ino:1 sdev:1 mask:1 fhandle-bytes:8 fhandle-type:1 f_handle:ff88\n',
    /"f_handle" is "ff88", not 8 bytes/,
  ],
] as const) {
  test(`rejects ${situation}`, () => assert.throws(() => parse(text), message));
}
