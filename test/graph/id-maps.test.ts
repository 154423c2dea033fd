import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask } from '../ask.ts';
import { askProcess } from '../ask-process.ts';

const selection =
  'idMaps { users { inside outside count } groups { inside outside count } projects { count } maySetGroups }';

test('a process of the first user namespace', async () => {
  const { data } = await ask(`{ process(pid: 400) { ${selection} } }`);
  const all = { inside: 0, outside: 0, count: 4294967295 };
  assert.deepEqual(data, {
    process: { idMaps: { users: [all], groups: [all], projects: [{ count: 4294967295 }], maySetGroups: true } },
  });
});

test('a rootless container, one of whose ids is not known here', async () => {
  const { data, extensions } = await askProcess(selection, {
    uid_map: '         0       1000          1\n         1 4294967295      65536\n',
    gid_map: '         0       1000          1\n',
    projid_map: '',
    setgroups: 'deny\n',
  });
  assert.deepEqual(data, {
    process: {
      idMaps: {
        users: [
          { inside: 0, outside: 1000, count: 1 },
          { inside: 1, outside: null, count: 65536 },
        ],
        groups: [{ inside: 0, outside: 1000, count: 1 }],
        projects: [],
        maySetGroups: false,
      },
    },
  });
  assert.equal(extensions, undefined);
});
