import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask } from '../ask.ts';
import { askProcess } from '../ask-process.ts';
import { statLine } from '../mount.ts';

test('the threads of a process: names of any bytes, states and scheduling of each', async () => {
  const { data, extensions } = await ask(`{
    process(pid: 100) {
      threads { nodes { tid name rawName state scheduling { policy realTimePriority priority } } }
    }
  }`);
  const ordinary = { policy: 'OTHER', realTimePriority: null, priority: 20 };
  const row = (tid: number, bytes: string, name = bytes) => ({
    tid,
    name,
    rawName: Buffer.from(bytes, 'latin1').toString('base64'),
    state: 'SLEEPING',
    scheduling: ordinary,
  });
  const nodes = [
    row(100, 'threads'),
    row(101, 'worker-1'),
    { ...row(102, 'real-time'), scheduling: { policy: 'FIFO', realTimePriority: 7, priority: -8 } },
    row(103, 'new\nline \\ back'),
    row(104, 'bytes \xff\xfe', 'bytes \ufffd\ufffd'),
    { ...row(105, 'busy'), state: 'RUNNING' },
  ];
  assert.deepEqual(data, { process: { threads: { nodes } } });
  assert.equal(extensions, undefined);
});

test('the files stat and status of a thread tell its own, in the same types as those of a process', async () => {
  const { data } = await ask(`{
    process(pid: 100) {
      thread(tid: 102) {
        stat { pid name exitSignal priority realTimePriority userTicks threadCount }
        status { pid threadGroup name threadCount voluntaryContextSwitches allowedCpus }
        scheduling { voluntaryContextSwitches involuntaryContextSwitches }
      }
    }
  }`);
  assert.deepEqual(data, {
    process: {
      thread: {
        stat: {
          pid: 102,
          name: 'real-time',
          exitSignal: null,
          priority: -8,
          realTimePriority: 7,
          userTicks: 0,
          threadCount: 6,
        },
        status: {
          pid: 102,
          threadGroup: 100,
          name: 'real-time',
          threadCount: 6,
          voluntaryContextSwitches: 1,
          allowedCpus: '0-1',
        },
        scheduling: { voluntaryContextSwitches: 1, involuntaryContextSwitches: 0 },
      },
    },
  });
});

test('the CPU time of a thread is its own', async () => {
  const { data } = await askProcess('thread(tid: 8) { userSeconds systemSeconds }', {
    'task/8/stat': statLine(8, { 14: 163, 15: 7 }),
  });
  assert.deepEqual(data, { process: { thread: { userSeconds: 1.63, systemSeconds: 0.07 } } });
});

test('input and output, and control groups, of a thread', async () => {
  const { data } = await ask(
    '{ process(pid: 100) { io { readCalls } thread(tid: 101) { io { readCalls } cgroups { version } } } }',
  );
  const { process } = data as { process: { io: { readCalls: number }; thread: { io: object; cgroups: object[] } } };
  assert.ok(process.io.readCalls > 0);
  assert.deepEqual(process.thread.io, { readCalls: 0 });
  assert.ok(process.thread.cgroups.length > 0);
});

const ownPlace = `
  workingDirectory { path } rootDirectory { path }
  namespaces { mnt { inode } net { inode } pidForChildren { inode } }
  security { labels { current newFiles } seccompDecisions { architecture } }
  audit { loginUser { id } sessionId }
  faultInjection { isTarget failNth } livePatchState resourceControl { group } archStatus { avx512ElapsedMs }`;

test('a thread may have directories, namespaces, labels and a login of its own', async () => {
  const place = (at: string, n: number) => ({
    [`${at}cwd`]: { link: `/srv/${n}` },
    [`${at}root`]: { link: `/jail/${n}` },
    [`${at}ns/mnt`]: { link: `mnt:[402653${n}]` },
    [`${at}ns/net`]: { link: `net:[402654${n}]` },
    [`${at}ns/pid_for_children`]: { link: `pid:[402655${n}]` },
    [`${at}attr/current`]: `label-${n}\n`,
    [`${at}attr/fscreate`]: '',
    [`${at}seccomp_cache`]: '',
    [`${at}loginuid`]: `100${n}`,
    [`${at}sessionid`]: `${n}`,
    [`${at}make-it-fail`]: `${n % 2}\n`,
    [`${at}fail-nth`]: `${n}\n`,
    [`${at}patch_state`]: `${n % 2}\n`,
    [`${at}cpu_resctrl_groups`]: `res:/group-${n}\nmon:\n`,
    [`${at}arch_status`]: `AVX512_elapsed_ms:\t${n}\n`,
  });
  const told = (n: number) => ({
    workingDirectory: { path: `/srv/${n}` },
    rootDirectory: { path: `/jail/${n}` },
    namespaces: {
      mnt: { inode: Number(`402653${n}`) },
      net: { inode: Number(`402654${n}`) },
      pidForChildren: { inode: Number(`402655${n}`) },
    },
    security: { labels: { current: `label-${n}`, newFiles: null }, seccompDecisions: [] },
    audit: { loginUser: { id: Number(`100${n}`) }, sessionId: n },
    faultInjection: { isTarget: n % 2 === 1, failNth: n },
    livePatchState: n % 2 === 1 ? 'PATCHED' : 'UNPATCHED',
    resourceControl: { group: `/group-${n}` },
    archStatus: { avx512ElapsedMs: n },
  });
  const { data, extensions } = await askProcess(`${ownPlace} thread(tid: 8) { ${ownPlace} }`, {
    ...place('', 7),
    'task/8/stat': statLine(8),
    ...place('task/8/', 8),
  });
  assert.deepEqual(data, { process: { ...told(7), thread: told(8) } });
  assert.equal(extensions, undefined);
});

test('the threads of this process share its place, of which each is told', async () => {
  const selection = `
    workingDirectory { path deleted } rootDirectory { path }
    namespaces { cgroup { inode } ipc { inode } mnt { type inode processes { nodes { pid } } } net { inode } user { inode } }
    audit { loginUser { id } sessionId }`;
  const { data, errors } = await ask(
    `{ process(pid: ${process.pid}) { ${selection} threads { nodes { tid ${selection} } } } }`,
    { mount: '/proc' },
  );
  assert.equal(errors, undefined);
  const { threads, ...own } = (data as { process: { threads: { nodes: { tid: number }[] } } }).process;
  assert.partialDeepStrictEqual(own, {
    workingDirectory: { path: process.cwd(), deleted: false },
    namespaces: { mnt: { type: 'mnt' } },
  });
  assert.ok(threads.nodes.length > 1);
  for (const { tid, ...thread } of threads.nodes) assert.deepEqual(thread, own, `${tid}`);
});

test('the zombie that leads a living thread has left its place', async () => {
  const { data, extensions } = await ask(`{
    process(pid: 800) {
      ...Place thread(tid: 800) { tid } threads { nodes { tid } }
    }
  } fragment Place on Task { workingDirectory { path } rootDirectory { path } namespaces { net { inode } user { type } } }`);
  assert.deepEqual(data, {
    process: {
      workingDirectory: null,
      rootDirectory: null,
      namespaces: { net: null, user: { type: 'user' } },
      thread: { tid: 800 },
      threads: { nodes: [{ tid: 800 }, { tid: 801 }] },
    },
  });
  const { nulls } = (extensions as { procfs: { nulls: { reason: string }[] } }).procfs;
  assert.deepEqual(
    nulls.map(({ reason }) => reason),
    ['ZOMBIE', 'ZOMBIE', 'ZOMBIE'],
  );
});

test('the children of the thread that started them', async () => {
  const { data } = await askProcess('threads { nodes { tid children { pid } } }', {
    'task/7/children': '',
    'task/8/children': '301 302 ',
  });
  const nodes = [
    { tid: 7, children: [] },
    { tid: 8, children: [{ pid: 301 }, { pid: 302 }] },
  ];
  assert.deepEqual(data, { process: { threads: { nodes } } });
});

test('a child that is gone by now is left out', async () => {
  const { data } = await askProcess('thread(tid: 8) { children { name } }', { 'task/8/children': '99999 ' });
  assert.deepEqual(data, { process: { thread: { children: [] } } });
});

test('the zombie that leads a living thread: each tells of itself', async () => {
  const { data, extensions } = await ask(`{
    process(pid: 800) {
      state kernelStack { name } syscall { number } status { residentBytes }
      threads { nodes { tid state syscall { state } waitChannel { name } kernelStack { name } } }
    }
  }`);
  const survivor = {
    tid: 801,
    state: 'SLEEPING',
    syscall: { state: 'IN_SYSCALL' },
    waitChannel: { name: '__do_sys_pause' },
    kernelStack: [{ name: '__do_sys_pause' }, { name: 'do_syscall_64' }, { name: 'entry_SYSCALL_64_after_hwframe' }],
  };
  assert.partialDeepStrictEqual(data, {
    process: {
      state: 'ZOMBIE',
      kernelStack: null,
      syscall: null,
      status: { residentBytes: null },
      threads: {
        nodes: [{ tid: 800, state: 'ZOMBIE', syscall: null, waitChannel: null, kernelStack: null }, survivor],
      },
    },
  });
  const nulls = (extensions as { procfs: { nulls: { field: string; reason: string }[] } }).procfs.nulls;
  assert.ok(nulls.length >= 5);
  assert.ok(nulls.every(({ reason }) => reason === 'ZOMBIE'));
});

test('a process whose first thread has ended: another thread tells what the program is', async () => {
  const { data } = await askProcess(
    'commandLine { text } executable { path } thread(tid: 8) { commandLine { text } executable { path } }',
    {
      cmdline: '',
      'task/8/stat': statLine(8),
      'task/8/cmdline': 'server\0--port\0',
      'task/8/exe': { link: '/usr/bin/server' },
    },
    { 3: 'Z', 20: 2 },
  );
  const thread = { commandLine: { text: 'server --port' }, executable: { path: '/usr/bin/server' } };
  assert.deepEqual(data, { process: { commandLine: null, executable: null, thread } });
});

test('a thread that ended since the directory was listed is left out', async () => {
  const { data } = await askProcess('threads { totalCount nodes { name } }', {
    'task/7/stat': statLine(7, { 2: '(alive)' }),
    'task/8/comm': 'gone\n',
  });
  assert.deepEqual(data, { process: { threads: { totalCount: 2, nodes: [{ name: 'alive' }] } } });
});

test('a thread id that is none of this process', async () => {
  const { data } = await ask(
    '{ process(pid: 100) { other: thread(tid: 801) { tid } none: thread(tid: 99999999) { tid } } }',
  );
  assert.deepEqual(data, { process: { other: null, none: null } });
});

test('a fragment on Task is for processes and threads alike', async () => {
  const { data } = await ask(`
    { process(pid: 100) { ...Kernel thread(tid: 105) { ...Kernel } } }
    fragment Kernel on Task { name waitChannel { name } syscall { state } }
  `);
  assert.deepEqual(data, {
    process: {
      name: 'threads',
      waitChannel: { name: 'hrtimer_nanosleep' },
      syscall: { state: 'IN_SYSCALL' },
      thread: { name: 'busy', waitChannel: null, syscall: { state: 'RUNNING' } },
    },
  });
});
