import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openMachine } from '../../src/model/machine.ts';
import { ask, fixture } from '../ask.ts';
import { askProcess } from '../ask-process.ts';
import { makeMount, statLine } from '../mount.ts';

const selection = 'syscall { state number name arguments stackPointer instructionPointer }';
const inUserMode = { number: null, name: null, arguments: null };
const call = '230 0x1 0xffffffffffffff9c 0x7ffea45ac290 0x0 0x0 0xa5b8e8 0x7ffea45ac250 0x7f049917c545\n';

for (const [architecture, name] of [
  ['x64', 'clock_nanosleep'],
  ['arm64', 'mlockall'],
  ['mips', null],
] as const) {
  test(`number 230 on ${architecture}`, async () => {
    const machine = await openMachine(await makeMount({ '7/stat': statLine(7), '7/syscall': call }));
    const { data } = await ask(`{ process(pid: 7) { ${selection} } }`, { machine: { ...machine, architecture } });
    assert.deepEqual(data, {
      process: {
        syscall: {
          state: 'IN_SYSCALL',
          number: 230,
          name,
          arguments: ['0x1', '0xffffffffffffff9c', '0x7ffea45ac290', '0x0', '0x0', '0xa5b8e8'],
          stackPointer: '0x7ffea45ac250',
          instructionPointer: '0x7f049917c545',
        },
      },
    });
  });
}

test('a thread that pauses', async () => {
  const machine = { ...(await openMachine(fixture)), architecture: 'x64' };
  const { data } = await ask('{ process(pid: 100) { thread(tid: 101) { syscall { name } } } }', { machine });
  assert.deepEqual(data, { process: { thread: { syscall: { name: 'pause' } } } });
});

for (const [situation, text, syscall] of [
  ['it runs', 'running\n', { state: 'RUNNING', ...inUserMode, stackPointer: null, instructionPointer: null }],
  [
    'it waits in a page fault',
    '-1 0x7ffe53a57a38 0x7f895ef5b2ad\n',
    {
      state: 'BLOCKED_OUTSIDE',
      ...inUserMode,
      stackPointer: '0x7ffe53a57a38',
      instructionPointer: '0x7f895ef5b2ad',
    },
  ],
  [
    'a 32-bit program, perhaps: its number 3 is not close',
    '3 0x0 0x1 0x2 0x3 0x4 0x5 0xffe0a1b8 0xf7f1b559\n',
    {
      state: 'IN_SYSCALL',
      number: 3,
      name: null,
      arguments: ['0x0', '0x1', '0x2', '0x3', '0x4', '0x5'],
      stackPointer: '0xffe0a1b8',
      instructionPointer: '0xf7f1b559',
    },
  ],
] as const) {
  test(situation, async () => {
    const { data, extensions } = await askProcess(selection, { syscall: text });
    assert.deepEqual(data, { process: { syscall } });
    assert.equal(extensions, undefined);
  });
}

for (const [pid, reason] of [
  [2, 'KERNEL_THREAD'],
  [311, 'ZOMBIE'],
] as const) {
  test(`${reason}: what the kernel prints is no system call`, async () => {
    const { data, extensions } = await ask(`{ process(pid: ${pid}) { ${selection} } }`);
    assert.deepEqual(data, { process: { syscall: null } });
    assert.deepEqual(extensions, { procfs: { nulls: [{ field: 'Process.syscall', reason, count: 1 }] } });
  });
}
