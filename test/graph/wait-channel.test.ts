import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask } from '../ask.ts';
import { askProcess } from '../ask-process.ts';

const selection = 'waitChannel { name module }';

test('the function that a process waits in, and its symbol', async () => {
  const { data } = await ask('{ process(pid: 1) { waitChannel { name module symbol { name module type } } } }');
  const symbol = { name: 'anon_pipe_read', module: null, type: 'text, local' };
  assert.deepEqual(data, { process: { waitChannel: { name: 'anon_pipe_read', module: null, symbol } } });
});

test('what runs waits nowhere', async () => {
  const { data, extensions } = await askProcess(selection, { wchan: '0' }, { 3: 'R' });
  assert.deepEqual(data, { process: { waitChannel: null } });
  assert.equal(extensions, undefined);
});

test('0 of one that the server may not trace means nothing: null, and why', async () => {
  const { data, extensions } = await askProcess(selection, { wchan: '0' }, { 26: 1, 27: 1 });
  assert.deepEqual(data, { process: { waitChannel: null } });
  assert.deepEqual(extensions, {
    procfs: { nulls: [{ field: 'Process.waitChannel', reason: 'PERMISSION_DENIED', count: 1 }] },
  });
});

const kernelThread = { 9: 0x200000, 26: 0 };

test('0 of a kernel thread that the server may trace: it runs', async () => {
  const files = { wchan: '0', 'ns/pid': { link: 'pid:[4026531836]' } };
  const { data, extensions } = await askProcess(selection, files, kernelThread);
  assert.deepEqual(data, { process: { waitChannel: null } });
  assert.equal(extensions, undefined);
});

test('a kernel without the file', async () => {
  const { data, extensions } = await askProcess(selection, {});
  assert.deepEqual(data, { process: { waitChannel: null } });
  assert.partialDeepStrictEqual(extensions, { procfs: { nulls: [{ reason: 'UNSUPPORTED' }] } });
});
