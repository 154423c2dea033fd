import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask } from '../ask.ts';
import { askProcess } from '../ask-process.ts';
import { addFiles, makeMount, statLine } from '../mount.ts';

test('an ordinary process: a shell with a parent, a child, a user and a terminal', async () => {
  const { data, errors, extensions } = await ask(`{
    process(pid: 302) {
      pid name kind state processGroup session
      parent { pid name } children { pid name }
      user { id name } group { id name } terminal { name major minor }
      commandLine { text arguments raw }
      executable { path deleted } workingDirectory { path } rootDirectory { path }
      threadCount threads { totalCount nodes { tid name process { pid } } }
    }
  }`);
  assert.equal(errors, undefined);
  assert.equal(extensions, undefined, 'nothing is null');
  assert.partialDeepStrictEqual(data, {
    process: {
      pid: 302,
      name: 'sh',
      kind: 'USER_PROCESS',
      state: 'SLEEPING',
      processGroup: 300,
      session: 300,
      parent: { pid: 300, name: 'sh' },
      children: [{ pid: 303, name: 'sleep' }],
      user: { id: 1000, name: 'alice' },
      group: { id: 1000, name: 'alice' },
      terminal: { name: 'pts/0', major: 136, minor: 0 },
      commandLine: {
        text: 'sh -c sleep infinity; exit',
        arguments: ['sh', '-c', 'sleep infinity; exit'],
        raw: Buffer.from('sh\0-c\0sleep infinity; exit\0').toString('base64'),
      },
      workingDirectory: { path: '/srv/fixture' },
      rootDirectory: { path: '/' },
      threadCount: 1,
      threads: { totalCount: 1, nodes: [{ tid: 302, name: 'sh', process: { pid: 302 } }] },
    },
  });
});

test('the first process has no parent, and everyone descends from it but the kernel’s threads', async () => {
  const { data } = await ask('{ process(pid: 1) { parent { pid } descendantCount } processes { totalCount } }');
  assert.deepEqual(data, { process: { parent: null, descendantCount: 16 }, processes: { totalCount: 19 } });
});

test('a kernel thread: no memory, program or arguments, and the response says why', async () => {
  const { data, extensions } = await ask(`{
    process(pid: 2) {
      kind residentBytes commandLine { text } executable { path } environment { name } memory { peakResidentBytes }
      workingDirectory { path }
    }
  }`);
  assert.deepEqual(data, {
    process: {
      kind: 'KERNEL_THREAD',
      residentBytes: 0,
      commandLine: null,
      executable: null,
      environment: null,
      memory: { peakResidentBytes: null },
      workingDirectory: { path: '/' },
    },
  });
  assert.deepEqual(
    nulls(extensions),
    ['Memory.peakResidentBytes', 'Process.commandLine', 'Process.environment', 'Process.executable'].map(
      (field) => `${field} KERNEL_THREAD 1`,
    ),
  );
});

test('a zombie', async () => {
  const { data, extensions } = await ask(`{
    process(pid: 311) { state parent { pid } commandLine { text } executable { path } fds { totalCount } }
  }`);
  assert.deepEqual(data, {
    process: { state: 'ZOMBIE', parent: { pid: 310 }, commandLine: null, executable: null, fds: { totalCount: 0 } },
  });
  assert.deepEqual(nulls(extensions), ['Process.commandLine ZOMBIE 1', 'Process.executable ZOMBIE 1']);
});

test('a zombie whose other thread lives: its thread tells what it cannot', async () => {
  const { data, extensions } = await ask(`{ process(pid: 800) {
    state threadCount fds { totalCount } first: fds(first: 1) { nodes { number } } fd(number: 0) { link }
    threads { nodes { tid name state } }
  } }`);
  assert.deepEqual(data, {
    process: {
      state: 'ZOMBIE',
      threadCount: 2,
      fds: null,
      first: null,
      fd: null,
      threads: {
        nodes: [
          { tid: 800, name: 'leader', state: 'ZOMBIE' },
          { tid: 801, name: 'survivor', state: 'SLEEPING' },
        ],
      },
    },
  });
  assert.deepEqual(nulls(extensions), ['Process.fd ZOMBIE 1', 'Process.fds ZOMBIE 2']);
});

test('names that imitate the rest of the line, or are not UTF-8, or hold a newline', async () => {
  const { data } = await ask(`{
    a: process(pid: 584) { name parent { pid } workingDirectory { path deleted } }
    b: process(pid: 585) { name parent { pid } state }
    c: process(pid: 100) { newline: thread(tid: 103) { name } bytes: thread(tid: 104) { name } }
  }`);
  assert.deepEqual(data, {
    a: {
      name: '(a b ) ( c d) ',
      parent: { pid: 1 },
      workingDirectory: { path: '/srv/fixture/gone', deleted: true },
    },
    b: { name: 'a) R 1 (b', parent: { pid: 1 }, state: 'SLEEPING' },
    c: { newline: { name: 'new\nline \\ back' }, bytes: { name: 'bytes \ufffd\ufffd' } },
  });
});

test('a title written over the arguments, and an id without a name', async () => {
  const { data } = await ask(`{
    title: process(pid: 200) { commandLine { text arguments } user { id name } }
    nameless: process(pid: 400) { state user { id name } group { id name } }
  }`);
  assert.deepEqual(data, {
    title: {
      commandLine: { text: 'title: idle since start', arguments: ['title: idle since start'] },
      user: { id: 65534, name: 'nobody' },
    },
    nameless: { state: 'STOPPED', user: { id: 4242, name: null }, group: { id: 4242, name: null } },
  });
});

test('an environment and a command line with all that they may hold', async () => {
  const { data } = await ask(
    '{ process(pid: 26231) { environment { name value raw } commandLine { text arguments raw } } }',
  );
  const { process } = data as { process: { environment: { raw: string }[]; commandLine: object } };
  const entries = ['NOEQ', '=x', '', 'EMPTY=', 'TWICE=1', 'TWICE=2', 'LINES=one\ntwo'];
  assert.deepEqual(
    process.environment.slice(3, 10).map(({ raw }) => Buffer.from(raw, 'base64').toString()),
    entries,
  );
  assert.partialDeepStrictEqual(process.environment.slice(3), [
    { name: 'NOEQ', value: null },
    { name: '', value: 'x' },
    { name: '', value: null },
    { name: 'EMPTY', value: '' },
    { name: 'TWICE', value: '1' },
    { name: 'TWICE', value: '2' },
    { name: 'LINES', value: 'one\ntwo' },
    { name: 'BAD', value: '\ufffd\ufffd', raw: Buffer.from('BAD=\xff\xfe', 'latin1').toString('base64') },
    { name: 'EQ', value: 'a=b' },
  ]);
  assert.deepEqual(process.commandLine, {
    text: '/usr/bin/python3 -IS /srv/fixture/subject.py descriptors  two\nlines \ufffd\ufffd --last',
    arguments: [
      ...['/usr/bin/python3', '-IS', '/srv/fixture/subject.py', 'descriptors', ''],
      ...['two\nlines', '\ufffd\ufffd', '--last'],
    ],
    raw: Buffer.from(
      '/usr/bin/python3\0-IS\0/srv/fixture/subject.py\0descriptors\0\0two\nlines\0\xff\xfe\0--last\0',
      'latin1',
    ).toString('base64'),
  });
});

test('CPU time and age, by the clock of the tree', async () => {
  const { data } = await askProcess(
    'startedAt cpu { userSeconds systemSeconds totalSeconds lifetimePercent }',
    { '../stat': 'cpu  1 2 3 4 5 6 7 8 9 10\nbtime 1700000000\n', '../uptime': '3000.00 1.00\n' },
    { 14: 5000, 15: 2500, 22: 285050 },
  );
  assert.deepEqual(data, {
    process: {
      startedAt: new Date(1700002850500).toISOString(),
      cpu: { userSeconds: 50, systemSeconds: 25, totalSeconds: 75, lifetimePercent: (100 * 75) / 149.5 },
    },
  });
});

test('the clock is set: what started then did so at another time of day, and is the same process', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() });
  const mount = await makeMount({ '7/stat': statLine(7, { 22: 50 }), stat: 'cpu  1 2 3 4\nbtime 1700000000\n' });
  const answers = [await ask('{ process(pid: 7) { id startedAt } }', { mount })];
  await addFiles(mount, { stat: 'cpu  1 2 3 4\nbtime 1700003600\n' });
  t.mock.timers.setTime(Date.now() + 3_600_000);
  answers.push(await ask('{ process(pid: 7) { id startedAt } }', { mount }));
  const id = 'Process:00000000-0000-4000-8000-000000000000:7:50';
  assert.deepEqual(
    answers.map(({ data }) => data?.process),
    [
      { id, startedAt: new Date(1700000000500).toISOString() },
      { id, startedAt: new Date(1700003600500).toISOString() },
    ],
  );
});

for (const [situation, changes, kind] of [
  ['a program that the kernel has started, without arguments', { 4: 2 }, 'USER_PROCESS'],
  ['a program with a worker of io_uring for its first thread', { 9: 0x4010 }, 'USER_PROCESS'],
  ['the parent of kernel threads', { 4: 0, 9: 0x208040 }, 'KERNEL_THREAD'],
] as const) {
  test(`${situation}: ${kind}`, async () => {
    const { data } = await askProcess('kind', { cmdline: '' }, changes);
    assert.deepEqual(data, { process: { kind } });
  });
}

test('a pid that no process has, and one that is a thread’s', async () => {
  const { data, errors, extensions } = await ask(
    '{ none: process(pid: 99999999) { name } thread: process(pid: 101) { name } }',
  );
  assert.equal(errors, undefined);
  assert.deepEqual(data, { none: null, thread: null });
  assert.deepEqual(nulls(extensions), ['Query.process NOT_FOUND 2']);
});

test('a live thread is no process', async () => {
  const { data } = await ask(`{ self { process { pid threads { nodes { tid } } } } }`, { mount: '/proc' });
  const { process } = (data as { self: { process: { pid: number; threads: { nodes: { tid: number }[] } } } }).self;
  const other = process.threads.nodes.find(({ tid }) => tid !== process.pid);
  assert.ok(other, 'the reader threads are threads of this process');
  const answer = await ask(`{ process(pid: ${other.tid}) { name } }`, { mount: '/proc' });
  assert.deepEqual(answer.data, { process: null });
});

test('an id finds its process again, and not another of its pid', async () => {
  const { data } = await ask('{ process(pid: 302) { id fd(number: 0) { id } } }');
  const { id, fd } = (data as { process: { id: string; fd: { id: string } } }).process;
  const successor = id.replace(/\d+$/, (starttime) => String(Number(starttime) + 1));
  const otherBoot = id.replace(/:[0-9a-f]{8}/, ':ffffffff');
  const answer = await ask(
    'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Process { pid } ... on FileDescriptor { number process { pid } } } }',
    { variables: { ids: [id, successor, otherBoot, fd.id] } },
  );
  assert.equal(answer.errors, undefined);
  assert.deepEqual(answer.data, {
    nodes: [{ id, pid: 302 }, null, null, { id: fd.id, number: 0, process: { pid: 302 } }],
  });
});

function nulls(extensions: Record<string, unknown> | undefined): string[] {
  const { procfs } = extensions as { procfs: { nulls: { field: string; reason: string; count: number }[] } };
  return procfs.nulls.map(({ field, reason, count }) => `${field} ${reason} ${count}`).sort();
}
