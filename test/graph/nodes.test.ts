import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openMachine } from '../../src/model/machine.ts';
import { ask } from '../ask.ts';
import { makeMount, statLine } from '../mount.ts';

const bootId = '00000000-0000-4000-8000-000000000000';
const [descriptor, symbol] = [`FileDescriptor:${bootId}:7:283163:0`, `Symbol:${bootId}:1::_text`];

test('things that the server may not tell of: each is null with its reason, the others are answered', async () => {
  const mount = await makeMount({ '7/stat': statLine(7), '7/fd/0': { link: '/dev/null' }, kallsyms: '' });
  const machine = await openMachine(mount, { deny: ['fds', 'symbols'], showSecrets: false });
  const process = `Process:${bootId}:7:283163`;
  const { data, errors, extensions } = await ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } self { bootId } }', {
    machine,
    variables: { ids: [descriptor, process, symbol] },
  });
  assert.equal(errors, undefined);
  assert.deepEqual(data, { nodes: [null, { id: process }, null], self: { bootId } });
  assert.deepEqual(extensions, { procfs: { nulls: [{ field: 'Query.nodes', reason: 'DENIED', count: 2 }] } });
});

test('a process of which the kernel says nothing is not called gone', async () => {
  const mount = await makeMount({ '7/stat': { link: 'stat' } });
  for (const id of [`Process:${bootId}:7:283163`, descriptor]) {
    const { data, extensions } = await ask('query ($id: ID!) { node(id: $id) { id } }', { mount, variables: { id } });
    assert.deepEqual(data, { node: null });
    assert.deepEqual(extensions, { procfs: { nulls: [{ field: 'Query.node', reason: 'FAILED', count: 1 }] } });
  }
});
