import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask } from '../ask.ts';
import { askProcess } from '../ask-process.ts';
import { type StatChanges, statLine } from '../mount.ts';

const askStat = (selection: string, changes: StatChanges) => askProcess(`stat { ${selection} }`, {}, changes);

test('an ordinary process', async () => {
  const { data, extensions } = await askStat(
    `name state ppid processGroup session terminalDevice foregroundProcessGroup flags flagBits threadCount exitSignal
     exitCode minorFaults childrenMinorFaults majorFaults childrenMajorFaults userTicks systemTicks childrenUserTicks
     childrenSystemTicks guestTicks childrenGuestTicks startTicks blockIoDelayTicks`,
    {},
  );
  assert.deepEqual(data, {
    process: {
      stat: {
        name: 'sleep',
        state: 'SLEEPING',
        ppid: 1,
        processGroup: 301,
        session: 300,
        terminalDevice: 34816,
        foregroundProcessGroup: 300,
        flags: ['PF_RANDOMIZE'],
        flagBits: 4194304,
        threadCount: 1,
        exitSignal: 'SIGCHLD',
        exitCode: null,
        minorFaults: 93,
        childrenMinorFaults: 7,
        majorFaults: 1,
        childrenMajorFaults: 2,
        userTicks: 120,
        systemTicks: 45,
        childrenUserTicks: 8,
        childrenSystemTicks: 3,
        guestTicks: 6,
        childrenGuestTicks: 4,
        startTicks: 283163,
        blockIoDelayTicks: 5,
      },
    },
  });
  assert.equal(extensions, undefined);
});

test('sizes and addresses of an ordinary process', async () => {
  const { data } = await askStat(
    `virtualBytes residentPages residentLimitBytes codeStart codeEnd stackStart dataStart dataEnd heapStart argumentsStart
     argumentsEnd environmentStart environmentEnd stackPointer instructionPointer`,
    {},
  );
  assert.deepEqual(data, {
    process: {
      stat: {
        virtualBytes: 2990080,
        residentPages: 405,
        residentLimitBytes: null,
        codeStart: '0x5587591cc000',
        codeEnd: '0x5587591d0609',
        stackStart: '0x7ffd4945a820',
        dataStart: '0x5587591d3d10',
        dataEnd: '0x5587591d4200',
        heapStart: '0x55876a3e6000',
        argumentsStart: '0x7ffd4945bf97',
        argumentsEnd: '0x7ffd4945bfa6',
        environmentStart: '0x7ffd4945bfa6',
        environmentEnd: '0x7ffd4945bfe9',
        stackPointer: null,
        instructionPointer: null,
      },
    },
  });
});

test('scheduling of an ordinary process', async () => {
  const { data } = await askStat(
    'priority nice realTimePriority schedulingPolicy schedulingPolicyNumber processor waitsInKernel',
    {},
  );
  assert.deepEqual(data, {
    process: {
      stat: {
        priority: 20,
        nice: 0,
        realTimePriority: null,
        schedulingPolicy: 'OTHER',
        schedulingPolicyNumber: 0,
        processor: 1,
        waitsInKernel: true,
      },
    },
  });
});

for (const [situation, selection, changes, stat] of [
  [
    'no digit of a limit is lost',
    'residentLimitBytes',
    { 25: 2n ** 63n + 1n },
    { residentLimitBytes: `${2n ** 63n + 1n}` },
  ],
  ['all 32 flags', 'flagBits', { 9: 4294967295 }, { flagBits: 4294967295 }],
  ['the highest flag', 'flags', { 9: 2147483648 }, { flags: ['PF_SUSPEND_TASK'] }],
  ['a flag without a name', 'flags', { 9: 0x4000 }, { flags: [] }],
  ['a policy that procql does not know', 'schedulingPolicy', { 41: 42 }, { schedulingPolicy: 'UNKNOWN' }],
  ['a real-time process', 'priority realTimePriority', { 18: -51, 40: 50 }, { priority: -51, realTimePriority: 50 }],
  [
    'no terminal',
    'terminalDevice foregroundProcessGroup',
    { 7: 0, 8: -1 },
    { terminalDevice: null, foregroundProcessGroup: null },
  ],
  ['no parent', 'ppid', { 4: 0 }, { ppid: null }],
  ['a dying process', 'processGroup session', { 3: 'X', 5: -1, 6: -1 }, { processGroup: null, session: null }],
  [
    'a process that has died since its thread was counted',
    'state ppid threadCount',
    { 3: 'X', 4: 0, 20: 0 },
    { state: 'DEAD', ppid: null, threadCount: 0 },
  ],
  ['a state that procql does not know', 'state', { 3: '?' }, { state: 'UNKNOWN' }],
  ['no signal to the parent', 'exitSignal', { 38: 0 }, { exitSignal: null }],
  ['stopped: the signal', 'exitCode', { 3: 'T', 52: 19 }, { exitCode: 19 }],
  ['ended: the exit status', 'exitCode', { 3: 'Z', 26: 0, 52: 768 }, { exitCode: 768 }],
  ['killed: the signal', 'exitCode', { 3: 'Z', 26: 0, 52: 9 }, { exitCode: 9 }],
  ['ended with a core dump', 'exitCode', { 3: 'Z', 26: 0, 52: 139 }, { exitCode: 139 }],
  [
    'dumping core: the registers',
    'stackPointer',
    { 9: 0x200, 29: 140725832755000 },
    { stackPointer: '0x7ffd4945a738' },
  ],
] as const) {
  test(situation, async () => {
    const { data, extensions } = await askStat(selection, changes);
    assert.deepEqual(data, { process: { stat } });
    assert.equal(extensions, undefined);
  });
}

test('what the kernel masks is null, not 0 or 1', async () => {
  const { data, extensions } = await askStat('codeStart argumentsStart waitsInKernel nice', {
    26: 1,
    27: 1,
    35: 0,
    48: 0,
  });
  const stat = { codeStart: null, argumentsStart: null, waitsInKernel: null, nice: 0 };
  assert.deepEqual(data, { process: { stat } });
  assert.deepEqual(extensions, {
    procfs: {
      nulls: ['codeStart', 'argumentsStart', 'waitsInKernel'].map((field) => ({
        field: `Stat.${field}`,
        reason: 'PERMISSION_DENIED',
        count: 1,
      })),
    },
  });
});

const zombie = { 3: 'Z', 26: 0, 52: 0 };

test('a zombie that the server may trace: an exit code of 0 is one', async () => {
  const { data } = await askProcess('stat { exitCode }', { 'ns/pid': { link: 'pid:[4026531836]' } }, zombie);
  assert.deepEqual(data, { process: { stat: { exitCode: 0 } } });
});

test('a zombie that the server may not trace: an exit code of 0 may be a mask', async () => {
  const { data } = await askStat('exitCode', zombie);
  assert.deepEqual(data, { process: { stat: { exitCode: null } } });
});

test('a kernel that prints 40 fields', async () => {
  const stat = statLine(7).split(' ').slice(0, 40).join(' ');
  const { data, extensions } = await askProcess('stat { schedulingPolicy guestTicks processor }', { stat });
  assert.deepEqual(data, { process: { stat: { schedulingPolicy: null, guestTicks: null, processor: 1 } } });
  assert.partialDeepStrictEqual(extensions, {
    procfs: { nulls: [{ reason: 'UNSUPPORTED' }, { reason: 'UNSUPPORTED' }] },
  });
});

test('a kernel thread has no addresses', async () => {
  const { data, extensions } = await ask('{ process(pid: 2) { stat { pid flags codeStart residentPages exitCode } } }');
  const flags = ['PF_FORKNOEXEC', 'PF_NOFREEZE', 'PF_KTHREAD'];
  assert.deepEqual(data, { process: { stat: { pid: 2, flags, codeStart: null, residentPages: 0, exitCode: null } } });
  assert.deepEqual(extensions, {
    procfs: { nulls: [{ field: 'Stat.codeStart', reason: 'KERNEL_THREAD', count: 1 }] },
  });
});
