import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askProcess } from '../ask-process.ts';

test('both versions', async () => {
  const { data } = await askProcess('cgroups { version hierarchy controllers path deleted }', {
    cgroup: '9:name=systemd:/user\n2:cpu,cpuacct:/\n0::/a:b c (deleted)\n',
  });
  assert.deepEqual(data, {
    process: {
      cgroups: [
        { version: 1, hierarchy: 9, controllers: ['name=systemd'], path: '/user', deleted: false },
        { version: 1, hierarchy: 2, controllers: ['cpu', 'cpuacct'], path: '/', deleted: false },
        { version: 2, hierarchy: 0, controllers: [], path: '/a:b c', deleted: true },
      ],
    },
  });
});

test('a path that is not UTF-8', async () => {
  const { data } = await askProcess('cgroups { path raw }', { cgroup: '0::/\xff\n' });
  assert.deepEqual(data, { process: { cgroups: [{ path: '/\ufffd', raw: 'L/8=' }] } });
});
