import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openMachine } from '../../src/model/machine.ts';
import { ask } from '../ask.ts';
import { askProcess } from '../ask-process.ts';
import { makeMount, statLine } from '../mount.ts';

const kallsyms = `ffffffff81000000 T _text
ffffffff81000100 t init_once
ffffffff81000140 t init_once
ffffffff81000200 T do_syscall_64
ffffffff81000480 T _etext
ffffffffc0a01000 t nft_do_chain	[nf_tables]
ffffffffc0a015d0 t nft_init	[nf_tables]
`;

async function machineWith(stack: string, wchan = '0') {
  const files = { kallsyms, modules: '', '7/stat': statLine(7), '7/stack': stack, '7/wchan': wchan };
  return openMachine(await makeMount(files));
}

const query = `{
  process(pid: 7) {
    kernelStack { name offset size module address symbol { name module address size } }
  }
}`;

test('one query goes from a process by its threads and their stacks to symbols and addresses', async () => {
  const { data, extensions } = await ask(
    '{ process(pid: 100) { thread(tid: 101) { kernelStack { name offset size symbol { name type address } } } } }',
  );
  const { kernelStack } = (data as { process: { thread: { kernelStack: object[] } } }).process.thread;
  assert.deepEqual(kernelStack.length, 3);
  assert.partialDeepStrictEqual(kernelStack[0], {
    name: '__do_sys_pause',
    offset: 0x2a,
    size: 0x50,
    symbol: { name: '__do_sys_pause', type: 'text, local' },
  });
  assert.equal(extensions, undefined);
});

test('frames in the kernel and in a module; of several symbols of a name, the one whose size fits', async () => {
  const machine = await machineWith(
    '[<0>] nft_do_chain+0x1f/0x5d0 [nf_tables]\n[<0>] init_once+0x10/0xc0\n[<0>] do_syscall_64+0x71/0x280\n',
  );
  const { data, extensions } = await ask(query, { machine });
  const frame = (name: string, module: string | null, offset: number, size: number, address: string) => ({
    ...{ name, offset, size, module, address: null },
    symbol: { name, module, address, size },
  });
  assert.deepEqual(data, {
    process: {
      kernelStack: [
        frame('nft_do_chain', 'nf_tables', 0x1f, 0x5d0, '0xffffffffc0a01000'),
        frame('init_once', null, 0x10, 0xc0, '0xffffffff81000140'),
        frame('do_syscall_64', null, 0x71, 0x280, '0xffffffff81000200'),
      ],
    },
  });
  assert.equal(extensions, undefined);
});

test('a name that no symbol has, one that several have, and an address without a name: null, and why', async () => {
  const machine = await machineWith('[<0>] unknown+0x1/0x2\n[<0>] init_once+0x1/0x2\n[<0>] 0xffffffffc0201234\n');
  const { data, extensions } = await ask(query, { machine });
  assert.partialDeepStrictEqual(data, {
    process: {
      kernelStack: [
        { name: 'unknown', symbol: null },
        { name: 'init_once', symbol: null },
        { name: null, offset: null, size: null, address: '0xffffffffc0201234', symbol: null },
      ],
    },
  });
  assert.deepEqual(extensions, {
    procfs: {
      nulls: [
        { field: 'StackFrame.symbol', reason: 'NOT_FOUND', count: 2 },
        { field: 'StackFrame.symbol', reason: 'AMBIGUOUS', count: 1 },
      ],
    },
  });
});

test('what runs does nothing in the kernel, a thread of the kernel neither at times', async () => {
  for (const changes of [{ 3: 'R' }, { 3: 'R', 9: 0x200000 }]) {
    const { data, extensions } = await askProcess('kernelStack { name }', { stack: '' }, changes);
    assert.deepEqual(data, { process: { kernelStack: [] } });
    assert.equal(extensions, undefined);
  }
});

test('a kernel thread', async () => {
  const { data, extensions } = await ask(
    '{ process(pid: 2) { kernelStack { name symbol { name } } waitChannel { symbol { name } } } }',
  );
  assert.partialDeepStrictEqual(data, {
    process: {
      kernelStack: [{ name: 'kthreadd', symbol: { name: 'kthreadd' } }, {}, {}],
      waitChannel: { symbol: { name: 'kthreadd' } },
    },
  });
  assert.equal(extensions, undefined);
});

test('a zombie has no stack', async () => {
  const { data, extensions } = await ask('{ process(pid: 311) { kernelStack { name } } }');
  assert.deepEqual(data, { process: { kernelStack: null } });
  assert.deepEqual(extensions, { procfs: { nulls: [{ field: 'Process.kernelStack', reason: 'ZOMBIE', count: 1 }] } });
});
