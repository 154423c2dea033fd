import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseMountstats } from '../../../src/procfs/pid/mountstats.ts';

const parse = (text: string) =>
  parseMountstats(Buffer.from(text, 'latin1')).map(({ device, mountPoint, ...rest }) => ({
    ...rest,
    device: device?.toString('latin1') ?? null,
    mountPoint: mountPoint.toString('latin1'),
  }));

const plain = { device: 'proc', mountPoint: '/proc', fsType: 'proc', version: null, statistics: [] };

test('mounts without statistics', () => {
  assert.deepEqual(
    parse('device proc mounted on /proc with fstype proc\ndevice /dev/vda mounted on / with fstype ext4\n'),
    [plain, { ...plain, device: '/dev/vda', mountPoint: '/', fsType: 'ext4' }],
  );
});

test('NFS, with its statistics, and the mount after it', () => {
  const text =
    'device host:/a\\040b mounted on /mnt\\011x with fstype nfs4 statvers=1.1\n' +
    '\topts:\trw,vers=4.2,addr=[fe80::1]\n\tage:\t123\n' +
    '\tRPC iostats version: 1.1  p/v: 100003/4 (nfs)\n\txprt:\ttcp 0 0 1\n\txprt:\ttcp 0 0 2\n' +
    '\tper-op statistics\n\t        NULL: 1 1 0 44 24\n\t     GETATTR: 9 9 0\n\n' +
    'device proc mounted on /proc with fstype proc\n';
  assert.deepEqual(parse(text), [
    {
      device: 'host:/a b',
      mountPoint: '/mnt\tx',
      fsType: 'nfs4',
      version: 'statvers=1.1',
      statistics: [
        { name: 'opts', value: 'rw,vers=4.2,addr=[fe80::1]' },
        { name: 'age', value: '123' },
        { name: 'RPC iostats version', value: '1.1  p/v: 100003/4 (nfs)' },
        { name: 'xprt', value: 'tcp 0 0 1' },
        { name: 'xprt', value: 'tcp 0 0 2' },
        { name: 'per-op statistics', value: '' },
        { name: 'NULL', value: '1 1 0 44 24' },
        { name: 'GETATTR', value: '9 9 0' },
      ],
    },
    plain,
  ]);
});

test('no device, an empty one, and bytes that are not UTF-8', () => {
  const text =
    'no device mounted on / with fstype rootfs\ndevice  mounted on /t with fstype tmpfs\n' +
    'device \xff mounted on /\xc3\xa0 with fstype fuse.a\\040b\n';
  assert.deepEqual(parse(text), [
    { ...plain, device: null, mountPoint: '/', fsType: 'rootfs' },
    { ...plain, device: '', mountPoint: '/t', fsType: 'tmpfs' },
    { ...plain, device: '\xff', mountPoint: '/\xc3\xa0', fsType: 'fuse.a b' },
  ]);
});

for (const [situation, text, message] of [
  ['a line that is no mount', 'proc on /proc type proc\n', /is not a mount/],
  ['half a line', 'device proc mounted on /proc\n', /is not a mount/],
  ['statistics of no mount', '\tage:\t1\n', /belongs to no mount/],
] as const) {
  test(`rejects ${situation}`, () => assert.throws(() => parse(text), message));
}
