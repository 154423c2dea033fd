import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask } from '../ask.ts';
import { askProcess } from '../ask-process.ts';

const id = '35d4a0ab22f7e3a3cb9d5c2b1a0f9e8d7c6b5a49382716051423324150607f80';

test('in a container of Docker', async () => {
  const { data } = await askProcess('container { id runtime }', { cgroup: `0::/system.slice/docker-${id}.scope\n` });
  assert.deepEqual(data, { process: { container: { id, runtime: 'DOCKER' } } });
});

test('in one whose runtime the path does not tell', async () => {
  const { data } = await askProcess('container { id runtime }', { cgroup: `4:memory:/kubepods/pod1/${id}\n0::/\n` });
  assert.deepEqual(data, { process: { container: { id, runtime: null } } });
});

test('in none', async () => {
  const { data, extensions } = await ask('{ process(pid: 701) { container { id } } }');
  assert.deepEqual(data, { process: { container: null } });
  assert.equal(extensions, undefined);
});
