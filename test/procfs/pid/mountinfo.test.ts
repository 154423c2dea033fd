import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseMountinfo } from '../../../src/procfs/pid/mountinfo.ts';

const parse = (text: string) =>
  parseMountinfo(Buffer.from(text, 'latin1')).map(({ root, mountPoint, mountSource, ...mount }) => ({
    ...mount,
    root: root.toString('latin1'),
    mountPoint: mountPoint.toString('latin1'),
    mountSource: mountSource.toString('latin1'),
  }));

const plain = {
  id: 36,
  parentId: 35,
  major: 98,
  minor: 0,
  root: '/',
  mountPoint: '/mnt',
  mountOptions: ['rw', 'noatime'],
  shared: null,
  master: null,
  propagateFrom: null,
  unbindable: false,
  fsType: 'ext4',
  mountSource: '/dev/vda',
  superOptions: 'rw,discard',
};

for (const [situation, line, differences] of [
  ['no optional field', '36 35 98:0 / /mnt rw,noatime - ext4 /dev/vda rw,discard', {}],
  ['one optional field', '36 35 98:0 / /mnt rw,noatime shared:2 - ext4 /dev/vda rw,discard', { shared: 2 }],
  [
    'three optional fields',
    '36 35 98:0 / /mnt rw,noatime shared:2 master:1 propagate_from:7 - ext4 /dev/vda rw,discard',
    { shared: 2, master: 1, propagateFrom: 7 },
  ],
  [
    'optional fields of a later kernel',
    '36 35 98:0 / /mnt rw,noatime unbindable future:x odd - ext4 /dev/vda rw,discard',
    { unbindable: true },
  ],
  [
    'escapes',
    '36 35 98:0 /a\\040b /x\\011\\012\\134040lit rw,noatime - ext4 h\\043x rw,discard',
    { root: '/a b', mountPoint: '/x\t\n\\040lit', mountSource: 'h#x' },
  ],
  ['a hash in a mount point', '36 35 98:0 / /h#x rw,noatime - ext4 /dev/vda rw,discard', { mountPoint: '/h#x' }],
  [
    'an empty source',
    '36 35 98:0 / /mnt rw,noatime - tmpfs  rw',
    { fsType: 'tmpfs', mountSource: '', superOptions: 'rw' },
  ],
  [
    'unescaped spaces in the last field, of WSL',
    '36 35 98:0 / /mnt rw,noatime - 9p C:\\134 rw,aname=drvfs;path=C:\\Program Files\\Docker - x;uid=0',
    { fsType: '9p', mountSource: 'C:\\', superOptions: 'rw,aname=drvfs;path=C:\\Program Files\\Docker - x;uid=0' },
  ],
  [
    'a namespace',
    '36 35 98:0 net:[4026532281] /run/netns/x rw,noatime - nsfs nsfs rw',
    { root: 'net:[4026532281]', mountPoint: '/run/netns/x', fsType: 'nsfs', mountSource: 'nsfs', superOptions: 'rw' },
  ],
  [
    'a hyphen for a source and a mount point',
    '36 35 98:0 / /- rw,noatime - fuse.a\\040b - rw,discard',
    { mountPoint: '/-', fsType: 'fuse.a b', mountSource: '-' },
  ],
  [
    'UTF-8 whose last byte Latin 1 has as a no-break space, and what is not UTF-8',
    '36 35 98:0 / /\xc3\xa0\xff rw,noatime - ext4 /dev/vda rw,discard',
    { mountPoint: '/\xc3\xa0\xff' },
  ],
] as const) {
  test(situation, () => assert.deepEqual(parse(`${line}\n`), [{ ...plain, ...differences }]));
}

test('a process that sees no mount', () => {
  assert.deepEqual(parse(''), []);
});

for (const [situation, line, message] of [
  ['half a line', '36 35 98:0 / /mnt rw', /"36 35 98:0 \/ \/mnt rw" is not a mount/],
  ['a device without a minor', '36 35 98 / /mnt rw - ext4 /dev/vda rw', /is not a mount/],
  ['a peer group that is no number', '36 35 98:0 / /mnt rw shared:x - ext4 /dev/vda rw', /"shared" is "x"/],
] as const) {
  test(`rejects ${situation}`, () => assert.throws(() => parse(line), message));
}
