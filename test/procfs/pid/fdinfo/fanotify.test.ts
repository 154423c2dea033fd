import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseFanotify } from '../../../../src/procfs/pid/fdinfo/fanotify.ts';
import { extra } from './extra.ts';

const group = 'fanotify flags:1 event-flags:8000\n';
const parse = (text: string) => parseFanotify(extra(text));

test('marks on a file system, a mount and an inode, as Linux 6.18 prints them', () => {
  const text =
    'fanotify sdev:fe00000 mflags:0 mask:2 ignored_mask:0\n' +
    'fanotify mnt_id:1b mflags:0 mask:2 ignored_mask:0\n' +
    'fanotify ino:2188f5 sdev:fe00000 mflags:40 mask:a ignored_mask:2 fhandle-bytes:8 fhandle-type:1 f_handle:f5882100c3e3f395\n';
  const disk = { major: 254, minor: 0 };
  const handle = { type: 1, handle: Buffer.from('f5882100c3e3f395', 'hex') };
  assert.deepEqual(parse(group + text), {
    flags: 1,
    eventFlags: 0x8000,
    marks: [
      { on: { kind: 'fileSystem', device: disk }, flags: 0, mask: 2, ignored: 0 },
      { on: { kind: 'mount', mountId: 27 }, flags: 0, mask: 2, ignored: 0 },
      { on: { kind: 'inode', ino: 0x2188f5n, device: disk, handle }, flags: 0x40, mask: 0xa, ignored: 2 },
    ],
  });
});

test('a mark on a mount namespace: its number is decimal', () => {
  const { marks } = parse(`${group}fanotify mnt_ns:4026531832 mflags:0 mask:1000000 ignored_mask:0\n`);
  assert.deepEqual(marks[0]?.on, { kind: 'mountNamespace', inode: 4026531832 });
});

test('a mark on something newer', () => {
  const { marks } = parse(`${group}fanotify moon:1 mflags:0 mask:2 ignored_mask:0\n`);
  assert.deepEqual(marks, [{ on: { kind: 'other' }, flags: 0, mask: 2, ignored: 0 }]);
});

test('no marks', () => assert.deepEqual(parse(group).marks, []));

for (const [situation, text, message] of [
  ['nothing', '', /no "flags" line/],
  ['a mark without events', `${group}fanotify sdev:13 mflags:0\n`, /no "mask" line/],
] as const) {
  test(`rejects ${situation}`, () => assert.throws(() => parse(text), message));
}
