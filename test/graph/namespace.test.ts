import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask } from '../ask.ts';
import { askProcess } from '../ask-process.ts';

test('every link', async () => {
  const { data, extensions } = await askProcess(
    `namespaces {
       cgroup { type inode } ipc { type inode } mnt { type inode } net { type inode } pid { type inode }
       pidForChildren { type inode } time { type inode } timeForChildren { type inode } user { type inode }
       uts { type inode }
     }`,
    {
      'ns/cgroup': { link: 'cgroup:[4026531835]' },
      'ns/ipc': { link: 'ipc:[4026531839]' },
      'ns/mnt': { link: 'mnt:[4026531832]' },
      'ns/net': { link: 'net:[4026531833]' },
      'ns/pid': { link: 'pid:[4026531836]' },
      'ns/pid_for_children': { link: 'pid:[4026532251]' },
      'ns/time': { link: 'time:[4026531834]' },
      'ns/time_for_children': { link: 'time:[4026532252]' },
      'ns/user': { link: 'user:[4026531837]' },
      'ns/uts': { link: 'uts:[4026531838]' },
    },
  );
  assert.deepEqual(data, {
    process: {
      namespaces: {
        cgroup: { type: 'cgroup', inode: 4026531835 },
        ipc: { type: 'ipc', inode: 4026531839 },
        mnt: { type: 'mnt', inode: 4026531832 },
        net: { type: 'net', inode: 4026531833 },
        pid: { type: 'pid', inode: 4026531836 },
        pidForChildren: { type: 'pid', inode: 4026532251 },
        time: { type: 'time', inode: 4026531834 },
        timeForChildren: { type: 'time', inode: 4026532252 },
        user: { type: 'user', inode: 4026531837 },
        uts: { type: 'uts', inode: 4026531838 },
      },
    },
  });
  assert.equal(extensions, undefined);
});

test('a zombie has two left', async () => {
  const { data, extensions } = await ask(
    '{ process(pid: 311) { namespaces { net { type } pid { type } user { type } } } }',
  );
  assert.deepEqual(data, { process: { namespaces: { net: null, pid: { type: 'pid' }, user: { type: 'user' } } } });
  assert.deepEqual(extensions, { procfs: { nulls: [{ field: 'Namespaces.net', reason: 'ZOMBIE', count: 1 }] } });
});
