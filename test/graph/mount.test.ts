import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask } from '../ask.ts';
import { askProcess } from '../ask-process.ts';

test('a mount whose names need escapes', async () => {
  const { data } = await ask(
    `{ process(pid: 26231) { mounts(first: 1, after: "67") { nodes {
       id parentId major minor root rawRoot mountPoint rawMountPoint options peerGroup masterPeerGroup
       propagatesFromPeerGroup isUnbindable fileSystem source rawSource superOptions
     } totalCount } } }`,
  );
  assert.deepEqual(data, {
    process: {
      mounts: {
        nodes: [
          {
            id: 68,
            parentId: 64,
            major: 0,
            minor: 43,
            root: '/',
            rawRoot: 'Lw==',
            mountPoint: '/srv/fixture/a mount\\point',
            rawMountPoint: Buffer.from('/srv/fixture/a mount\\point').toString('base64'),
            options: ['rw', 'relatime'],
            peerGroup: null,
            masterPeerGroup: null,
            propagatesFromPeerGroup: null,
            isUnbindable: false,
            fileSystem: 'tmpfs',
            source: 'odd source',
            rawSource: Buffer.from('odd source').toString('base64'),
            superOptions: 'rw,size=4k',
          },
        ],
        totalCount: 5,
      },
    },
  });
});

test('optional fields, an empty source, and options with spaces; in order of id', async () => {
  const { data } = await askProcess(
    `mounts { nodes {
       id peerGroup masterPeerGroup propagatesFromPeerGroup isUnbindable mountPoint rawMountPoint source superOptions
     } }`,
    {
      mountinfo:
        '40 36 0:5 / /c rw shared:7 master:1 propagate_from:2 - 9p C:\\134 rw,path=C:\\Program Files\n' +
        '36 35 98:0 / /\xff rw unbindable - tmpfs  rw\n',
    },
  );
  assert.deepEqual(data, {
    process: {
      mounts: {
        nodes: [
          {
            id: 36,
            peerGroup: null,
            masterPeerGroup: null,
            propagatesFromPeerGroup: null,
            isUnbindable: true,
            mountPoint: '/\ufffd',
            rawMountPoint: 'L/8=',
            source: '',
            superOptions: 'rw',
          },
          {
            id: 40,
            peerGroup: 7,
            masterPeerGroup: 1,
            propagatesFromPeerGroup: 2,
            isUnbindable: false,
            mountPoint: '/c',
            rawMountPoint: 'L2M=',
            source: 'C:\\',
            superOptions: 'rw,path=C:\\Program Files',
          },
        ],
      },
    },
  });
});

test('a zombie sees none', async () => {
  const { data, extensions } = await ask('{ process(pid: 311) { mounts { totalCount } } }');
  assert.deepEqual(data, { process: { mounts: null } });
  assert.deepEqual(extensions, { procfs: { nulls: [{ field: 'Process.mounts', reason: 'ZOMBIE', count: 1 }] } });
});

test('this process sees where procfs is mounted', async () => {
  const { data } = await ask('{ self { process { mounts { nodes { mountPoint fileSystem } } } } }', { mount: '/proc' });
  assert.match(JSON.stringify(data), /\{"mountPoint":"\/proc","fileSystem":"proc"\}/);
});
