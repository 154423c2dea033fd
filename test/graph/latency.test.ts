import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askProcess } from '../ask-process.ts';

test('a place in a module', async () => {
  const { data } = await askProcess('latencies { count totalMicroseconds longestMicroseconds calls { name module } }', {
    latency: 'Latency Top version : v0.1\n2 5000 4000 fuse_simple_request [fuse] do_syscall_64\n',
  });
  const calls = [
    { name: 'fuse_simple_request', module: 'fuse' },
    { name: 'do_syscall_64', module: null },
  ];
  assert.deepEqual(data, {
    process: { latencies: [{ count: 2, totalMicroseconds: 5000, longestMicroseconds: 4000, calls }] },
  });
});

test('a kernel without the file', async () => {
  const { data, extensions } = await askProcess('latencies { count }', {});
  assert.deepEqual(data, { process: { latencies: null } });
  assert.deepEqual(extensions, {
    procfs: { nulls: [{ field: 'Process.latencies', reason: 'UNSUPPORTED', count: 1 }] },
  });
});
