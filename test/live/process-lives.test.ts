import assert from 'node:assert/strict';
import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { constants, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { type TestContext, test } from 'node:test';
import { hearConnector } from '../../src/live/connector-feed.ts';
import { hearSamples } from '../../src/live/sampled-feed.ts';
import { openMachine } from '../../src/model/machine.ts';
import { connectorObstacle } from '../connector.ts';
import { Hearing } from './hearing.ts';

const machine = await openMachine('/proc');
/** The program itself: what is called so may be a script that looks for it. */
const interpreter = spawnSync('python3', ['-c', 'import sys; print(sys.executable, end="")'], { encoding: 'utf8' });
const noPython = interpreter.status === 0 ? null : 'there is no python3';
const python3 = interpreter.stdout;
const skip = connectorObstacle ?? noPython ?? false;
const limits = { timeout: 30_000, skip };

/** A Python that does what it is told, a line at a time. */
function python(t: TestContext): ChildProcessByStdio<Writable, Readable, null> {
  const script =
    'import ctypes, os, sys, threading\nlibc = ctypes.CDLL(None)\nfor line in iter(input, "end"): exec(line)';
  const child = spawn(python3, ['-u', '-c', script], { stdio: ['pipe', 'pipe', 'inherit'] });
  t.after(() => child.kill('SIGKILL'));
  return child;
}

for (const [source, hear] of [
  ['CONNECTOR', (hearing: Hearing) => hearConnector(machine, hearing)],
  ['SAMPLED', (hearing: Hearing) => hearSamples(machine, 50, ['status'], hearing)],
] as const) {
  const why = noPython ?? (source === 'CONNECTOR' ? connectorObstacle : null) ?? false;
  test(`a process that takes its time, ${source}`, { timeout: 30_000, skip: why }, async (t) => {
    const hearing = new Hearing();
    t.after(await hear(hearing));
    const child = python(t);
    const heard = (count: number) => hearing.until(() => hearing.of(child.pid).length >= count);
    await heard(2);
    child.stdin.write('libc.prctl(15, b"renamed")\n');
    await heard(3);
    const isRoot = process.getuid?.() === 0;
    if (isRoot) child.stdin.write('os.setuid(65534)\n');
    await heard(isRoot ? 4 : 3);
    child.stdin.write('os.execvp("sleep", ["sleep", "1000"])\n');
    await heard(isRoot ? 5 : 4);
    child.kill('SIGTERM');
    await heard(isRoot ? 6 : 5);

    const events = hearing.of(child.pid);
    assert.ok(events.every((event) => event.source === source && event.parentPid === process.pid));
    const expected = [
      'STARTED',
      `EXECUTED ${basename(python3)}`,
      'NAMED renamed',
      'CHANGED_USER renamed',
      'EXECUTED sleep',
      'EXITED sleep',
    ];
    assert.deepEqual(
      events.map(({ kind, name }) => (kind === 'STARTED' ? kind : `${kind} ${name}`)),
      isRoot ? expected : expected.filter((line) => !line.startsWith('CHANGED_USER')),
    );
    if (isRoot) assert.deepEqual(events[3]?.user, { real: 65534, effective: 65534 });
    assert.ok(events.slice(0, -1).every((event) => event.process?.pid === child.pid));
    const moments = events.map(({ at }) => at.getTime());
    assert.deepEqual(
      moments,
      moments.toSorted((a, b) => a - b),
    );
    assert.ok(Math.abs(Date.now() - (moments.at(-1) ?? 0)) < 10_000);
    const exit = { status: null, signal: constants.signals.SIGTERM, dumpedCore: false };
    if (source === 'CONNECTOR') assert.deepEqual(events.at(-1)?.exit, exit);
    else assert.deepEqual(events.at(-1)?.exit ?? exit, exit);
  });
}

/** What is heard of a Python that runs a script, from its start to its end, and how it ended. */
async function life(t: TestContext, script: string) {
  const hearing = new Hearing();
  t.after(await hearConnector(machine, hearing));
  const cwd = await mkdtemp(join(tmpdir(), 'procql-'));
  t.after(() => rm(cwd, { recursive: true }));
  const child = spawn(python3, ['-c', `import ctypes, os, platform, signal, threading, time\n${script}`], { cwd });
  await once(child, 'exit');
  const { exitCode: status, signalCode: signal } = child;
  await hearing.until(() => hearing.of(child.pid).some(({ kind }) => kind === 'EXITED'));
  // What comes after it belongs to nobody: that nothing does is known once another process was heard of.
  const next = spawn('true');
  await hearing.until(() => hearing.of(next.pid).some(({ kind }) => kind === 'EXITED'));
  const events = hearing.of(child.pid);
  const how = { status, signal: signal && constants.signals[signal] };
  return { kinds: events.map(({ kind }) => kind), exit: events.at(-1)?.exit, how };
}

/** Ends a thread alone, as pthread_exit(3) does: exit_group is another call. */
const endThread = `
def end_thread(code): ctypes.CDLL(None).syscall({'x86_64': 60, 'aarch64': 93}[platform.machine()], code)
def later(act): threading.Thread(target=lambda: (time.sleep(0.1), act())).start()
`;

for (const [situation, script, status, signal] of [
  ['exits by itself', 'os._exit(3)', 3, null],
  ['is killed', 'os.kill(os.getpid(), signal.SIGKILL)', null, constants.signals.SIGKILL],
  ['has threads, and exits', `${endThread}\nlater(lambda: end_thread(1))\nos._exit(4)`, 4, null],
  ['is ended by another thread', `${endThread}\nlater(lambda: os._exit(5))\ntime.sleep(60)`, 5, null],
  ['goes on after its first thread', `${endThread}\nlater(lambda: os._exit(6))\nend_thread(1)`, 6, null],
  [
    'is killed after its first thread ended',
    `${endThread}\nlater(lambda: os.kill(os.getpid(), signal.SIGKILL))\nend_thread(0)`,
    null,
    constants.signals.SIGKILL,
  ],
] as const) {
  test(`a process that ${situation}`, limits, async (t) => {
    const { kinds, exit, how } = await life(t, script);
    assert.deepEqual(how, { status, signal });
    assert.deepEqual(exit, { ...how, dumpedCore: false });
    assert.deepEqual(
      [kinds[0], kinds.filter((kind) => kind === 'EXITED'), kinds.at(-1)],
      ['STARTED', ['EXITED'], 'EXITED'],
    );
  });
}

test('a process of which another thread than the first runs a program', limits, async (t) => {
  const script = `${endThread}\nlater(lambda: time.sleep(60))\nlater(lambda: os.execvp('sh', ['sh', '-c', 'exit 7']))\ntime.sleep(60)`;
  const { kinds, exit, how } = await life(t, script);
  assert.deepEqual(how, { status: 7, signal: null });
  assert.deepEqual(exit, { status: 7, signal: null, dumpedCore: false });
  assert.deepEqual(kinds.slice(-2), ['EXECUTED', 'EXITED']);
  assert.deepEqual(kinds.filter((kind) => kind === 'EXITED').length, 1);
});

const needsRoot =
  skip || (process.getuid?.() === 0 ? false : 'forcing a pid takes root: it writes /proc/sys/kernel/ns_last_pid');

test('a pid that another process gets at once: nothing is said of one that is the other’s', {
  ...limits,
  skip: needsRoot,
}, async (t) => {
  const script = `
def child(name, seconds):
    pid = os.fork()
    if pid == 0:
        ctypes.CDLL(None).prctl(15, name)
        time.sleep(seconds)
        os._exit(len(name))
    return pid
first = child(b'first', 0.05)
os.waitpid(first, 0)
second = 0
while second != first:
    if second: os.kill(second, signal.SIGKILL)
    open('/proc/sys/kernel/ns_last_pid', 'w').write(str(first - 1))
    second = child(b'other', 0.1)
os.waitpid(second, 0)
print(first, end='')`;
  const hearing = new Hearing();
  t.after(await hearConnector(machine, hearing));
  const child = spawn(python3, ['-c', `import ctypes, os, signal, time${script}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const pid = Number(await text(child.stdout));
  await hearing.until(() => hearing.of(child.pid).some(({ kind }) => kind === 'EXITED'));
  const events = hearing.of(pid).filter(({ parentPid }) => parentPid === child.pid);
  const life = ['STARTED', 'NAMED', 'EXITED'];
  assert.deepEqual(
    events.map(({ kind }) => kind),
    [...life, ...life],
  );
  assert.deepEqual(
    events.map(({ name }) => name),
    [basename(python3), 'first', 'first', basename(python3), 'other', 'other'],
  );
  for (const { process } of events.slice(0, 3)) assert.notEqual(process?.stat.comm.toString(), 'other');
  assert.ok(events[4]?.process);
});

test('a process that leaves a core dump', limits, async (t) => {
  const script = `
import resource
resource.setrlimit(resource.RLIMIT_CORE, (1 << 24, resource.getrlimit(resource.RLIMIT_CORE)[1]))
pid = os.fork()
if pid == 0: os.kill(os.getpid(), signal.SIGSEGV)
os._exit(os.WCOREDUMP(os.waitpid(pid, 0)[1]))`;
  const hearing = new Hearing();
  t.after(await hearConnector(machine, hearing));
  const cwd = await mkdtemp(join(tmpdir(), 'procql-'));
  t.after(() => rm(cwd, { recursive: true }));
  const child = spawn(python3, ['-c', `import os, signal${script}`], { cwd });
  const [dumped] = await once(child, 'exit');
  await hearing.until(() => hearing.of(child.pid).some(({ kind }) => kind === 'EXITED'));
  const ends = hearing.told.flatMap(({ events }) =>
    events.filter((event) => event.parentPid === child.pid && event.exit),
  );
  assert.deepEqual(
    ends.map(({ exit }) => exit),
    [{ status: null, signal: constants.signals.SIGSEGV, dumpedCore: dumped !== 0 }],
  );
});
