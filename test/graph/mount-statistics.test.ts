import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask } from '../ask.ts';
import { askProcess } from '../ask-process.ts';

const selection =
  'mountStatistics { device rawDevice mountPoint rawMountPoint fileSystem version statistics { name value } }';

test('a mount of NFS, and one of nothing', async () => {
  const { data } = await askProcess(selection, {
    mountstats:
      'device host:/a\\040b mounted on /m with fstype nfs4 statvers=1.1\n\tage:\t123\n' +
      'no device mounted on / with fstype rootfs\n',
  });
  assert.deepEqual(data, {
    process: {
      mountStatistics: [
        {
          device: 'host:/a b',
          rawDevice: 'aG9zdDovYSBi',
          mountPoint: '/m',
          rawMountPoint: 'L20=',
          fileSystem: 'nfs4',
          version: 'statvers=1.1',
          statistics: [{ name: 'age', value: '123' }],
        },
        {
          device: null,
          rawDevice: null,
          mountPoint: '/',
          rawMountPoint: 'Lw==',
          fileSystem: 'rootfs',
          version: null,
          statistics: [],
        },
      ],
    },
  });
});

test('a kernel without it', async () => {
  const { data, extensions } = await ask('{ process(pid: 1) { mountStatistics { device } } }');
  assert.deepEqual(data, { process: { mountStatistics: null } });
  assert.deepEqual(extensions, {
    procfs: { nulls: [{ field: 'Process.mountStatistics', reason: 'UNSUPPORTED', count: 1 }] },
  });
});
