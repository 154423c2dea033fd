import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask } from '../ask.ts';
import { askProcess } from '../ask-process.ts';

/** The answer for one process whose status has only these lines, beside those that every kernel prints. */
function askStatus(selection: string, lines: string) {
  const always = 'Name:\tsleep\nState:\tS (sleeping)\nTgid:\t7\nPid:\t7\nPPid:\t1\nThreads:\t1\n';
  return askProcess(`status { ${selection} }`, { status: always + lines });
}

test('ids and names', async () => {
  const { data } = await ask(`{
    process(pid: 200) {
      status {
        name state pid threadGroup ppid tracerPid numaGroup umask descriptorSlots isKernelThread threadCount
        userIds { real effective saved fileSystem }
        groupIds { real effective saved fileSystem }
        supplementaryGroupIds
      }
    }
  }`);
  assert.deepEqual(data, {
    process: {
      status: {
        name: 'title',
        state: 'SLEEPING',
        pid: 200,
        threadGroup: 200,
        ppid: 1,
        tracerPid: null,
        numaGroup: null,
        umask: '0022',
        descriptorSlots: 64,
        isKernelThread: false,
        threadCount: 1,
        userIds: { real: 1000, effective: 65534, saved: 33, fileSystem: 65534 },
        groupIds: { real: 0, effective: 0, saved: 0, fileSystem: 0 },
        supplementaryGroupIds: [],
      },
    },
  });
});

test('ids in a pid namespace of its own', async () => {
  const { data } = await ask(`{
    process(pid: 701) { status { namespacedThreadGroups namespacedPids namespacedProcessGroups namespacedSessions } }
  }`);
  assert.deepEqual(data, {
    process: {
      status: {
        namespacedThreadGroups: [701, 1],
        namespacedPids: [701, 1],
        namespacedProcessGroups: [700, 0],
        namespacedSessions: [700, 0],
      },
    },
  });
});

test('supplementary groups', async () => {
  const { data } = await ask('{ process(pid: 300) { status { supplementaryGroupIds } } }');
  assert.deepEqual(data, { process: { status: { supplementaryGroupIds: [33, 100, 4242] } } });
});

test('signals', async () => {
  const { data } = await ask(`{
    process(pid: 26231) { status { pendingSignals threadPendingSignals blockedSignals ignoredSignals caughtSignals } }
  }`);
  assert.deepEqual(data, {
    process: {
      status: {
        pendingSignals: ['SIGUSR1'],
        threadPendingSignals: [],
        blockedSignals: ['SIGUSR1', 'SIGUSR2'],
        ignoredSignals: ['SIGHUP', 'SIGPIPE', 'SIGXFSZ'],
        caughtSignals: ['SIGINT', 'SIGTERM'],
      },
    },
  });
});

test('memory is in bytes', async () => {
  const { data } = await askStatus('peakResidentBytes residentBytes', 'VmHWM:\t   12620 kB\nVmRSS:\t       0 kB\n');
  assert.deepEqual(data, { process: { status: { peakResidentBytes: 12922880, residentBytes: 0 } } });
});

test('a kernel thread and a zombie have no memory, and the response says why', async () => {
  const { data, extensions } = await ask(`{
    processes(where: { pids: [2, 311] }) { nodes { status { state residentBytes swapBytes isDumpingCore } } }
  }`);
  const none = { residentBytes: null, swapBytes: null, isDumpingCore: null };
  assert.deepEqual(data, {
    processes: { nodes: [{ status: { state: 'SLEEPING', ...none } }, { status: { state: 'ZOMBIE', ...none } }] },
  });
  assert.partialDeepStrictEqual(extensions, {
    procfs: {
      nulls: [
        { field: 'Status.residentBytes', reason: 'KERNEL_THREAD', count: 1 },
        { field: 'Status.residentBytes', reason: 'ZOMBIE', count: 1 },
      ],
    },
  });
});

test('all signals, the real-time ones too', async () => {
  const { data } = await askStatus(
    'ignoredSignals caughtSignals',
    `SigIgn:\t${'f'.repeat(16)}\nSigCgt:\te0000001c0000000\n`,
  );
  assert.partialDeepStrictEqual(data, {
    process: { status: { caughtSignals: ['SIGSYS', 'SIG32', 'SIG33', 'SIGRTMIN_28', 'SIGRTMIN_29', 'SIGRTMIN_30'] } },
  });
  const { process } = data as { process: { status: { ignoredSignals: string[] } } }; // what the query asks for
  assert.equal(new Set(process.status.ignoredSignals).size, 64);
});

test('a capability that procql does not know', async () => {
  const { data, errors } = await askStatus('boundingCapabilities { names unknown }', 'CapBnd:\t8000030000000001\n');
  assert.equal(errors, undefined);
  const boundingCapabilities = { names: ['CAP_CHOWN', 'CAP_CHECKPOINT_RESTORE'], unknown: [41, 63] };
  assert.deepEqual(data, { process: { status: { boundingCapabilities } } });
});

test('rights', async () => {
  const { data } = await askStatus(
    `effectiveCapabilities { names } hasNoNewPrivileges seccompMode seccompFilterCount
     speculationStoreBypass speculationIndirectBranch x86ThreadFeatures lockedX86ThreadFeatures`,
    'CapEff:\t0000000000003000\nNoNewPrivs:\t1\nSeccomp:\t2\nSeccomp_filters:\t3\n' +
      'Speculation_Store_Bypass:\tthread vulnerable\nSpeculationIndirectBranch:\tconditional enabled\n' +
      'x86_Thread_features:\tshstk wrss \nx86_Thread_features_locked:\t\n',
  );
  assert.deepEqual(data, {
    process: {
      status: {
        effectiveCapabilities: { names: ['CAP_NET_ADMIN', 'CAP_NET_RAW'] },
        hasNoNewPrivileges: true,
        seccompMode: 'FILTER',
        seccompFilterCount: 3,
        speculationStoreBypass: 'thread vulnerable',
        speculationIndirectBranch: 'conditional enabled',
        x86ThreadFeatures: ['shstk', 'wrss'],
        lockedX86ThreadFeatures: [],
      },
    },
  });
});

for (const [situation, selection, lines, status] of [
  [
    'ids of 32 bits',
    'userIds { real saved }',
    'Uid:\t4294967294\t0\t0\t0\n',
    { userIds: { real: 4294967294, saved: 0 } },
  ],
  ['a tracer', 'tracerPid', 'TracerPid:\t42\n', { tracerPid: 42 }],
  ['a narrow umask', 'umask', 'Umask:\t0777\n', { umask: '0777' }],
  ['an open umask', 'umask', 'Umask:\t0000\n', { umask: '0000' }],
  ['a seccomp mode that procql does not know', 'seccompMode', 'Seccomp:\t9\n', { seccompMode: 'UNKNOWN' }],
  [
    'a queue of signals',
    'queuedSignals queuedSignalLimit',
    'SigQ:\t3/96365\n',
    { queuedSignals: 3, queuedSignalLimit: 96365 },
  ],
  ['a queue without a limit', 'queuedSignalLimit', 'SigQ:\t0/18446744073709551615\n', { queuedSignalLimit: null }],
  ['an untag mask', 'untagMask', 'untag_mask:\t0xffffffffffffffff\n', { untagMask: '0xffffffffffffffff' }],
  [
    'the CPUs',
    'allowedCpus allowedCpuMask',
    'Cpus_allowed:\t10f\nCpus_allowed_list:\t0-3,8\n',
    { allowedCpus: '0-3,8', allowedCpuMask: '10f' },
  ],
  ['context switches', 'voluntaryContextSwitches', 'voluntary_ctxt_switches:\t10\n', { voluntaryContextSwitches: 10 }],
] as const) {
  test(situation, async () => {
    const { data, extensions } = await askStatus(selection, lines);
    assert.deepEqual(data, { process: { status } });
    assert.equal(extensions, undefined);
  });
}

test('a kernel that prints no more than it must', async () => {
  const { data, errors, extensions } = await askStatus('threadCount umask userIds { real } pendingSignals', '');
  assert.equal(errors, undefined);
  const status = { threadCount: 1, umask: null, userIds: null, pendingSignals: null };
  assert.deepEqual(data, { process: { status } });
  assert.partialDeepStrictEqual(extensions, { procfs: { nulls: [{ field: 'Status.umask', reason: 'UNSUPPORTED' }] } });
});

test('a status that cannot be read is null with one reason', async () => {
  const { data, errors, extensions } = await askProcess('status { pid umask }', {});
  assert.equal(errors, undefined);
  assert.deepEqual(data, { process: { status: null } });
  assert.deepEqual(extensions, {
    procfs: { nulls: [{ field: 'Process.status', reason: 'UNSUPPORTED', count: 1 }] },
  });
});
