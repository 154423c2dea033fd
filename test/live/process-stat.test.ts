import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { type TestContext, test } from 'node:test';
import { GraphQLError } from 'graphql';
import type { ProcessChange } from '../../src/live/process-change.ts';
import { watchProcess } from '../../src/live/process-stat.ts';
import { openMachine } from '../../src/model/machine.ts';
import { ProcessSampler } from './process-sampler.ts';
import { returnsTo, settled } from './resources.ts';
import { Shell } from './shell.ts';

const machine = await openMachine('/proc');
const all = ['stat', 'status', 'io'];
const hour = 3_600_000;
const limits = { timeout: 20_000 };

/** A stream that is returned when the test is over, and its values without their operation. */
async function watch(t: TestContext, pid: number, intervalMs: number) {
  const stream = (await watchProcess(machine, pid, intervalMs, all))[Symbol.asyncIterator]();
  t.after(() => stream.return());
  return { stream, next: async (): Promise<ProcessChange | undefined> => (await stream.next()).value?.value };
}

test(
  'the first event comes at once, without differences; the next after the interval, with them',
  limits,
  async (t) => {
    await using shell = new Shell();
    const { next } = await watch(t, shell.pid, 100);
    const first = await next();
    assert.ok(first);
    assert.deepEqual(
      [first.ended, first.elapsedMs, first.cpuPercent('utime'), first.stat('minflt'), first.io('rchar')],
      [null, null, null, null, null],
    );
    assert.deepEqual([first.status('voluntaryCtxtSwitches'), first.residentChange()], [null, null]);
    assert.ok(first.residentBytes() > 0);
    const second = await next();
    assert.ok(second?.elapsedMs && second.elapsedMs > 90);
    assert.equal(typeof second.cpuPercent('utime', 'stime'), 'number');
  },
);

test('differences are what the process did between two samples', limits, async () => {
  await using shell = new Shell();
  const sampler = new ProcessSampler(machine, shell.pid, all);
  await sampler.next();
  await shell.run(`printf '%s' ${'x'.repeat(5000)} > /dev/null; x=$(printf '%0500000d' 1)`);
  const value = await sampler.next();
  assert.ok(Number(value.io('wchar')) >= 5000);
  assert.ok(Number(value.io('rchar')) >= 500_000);
  assert.ok(Number(value.stat('minflt')) > 0);
  assert.ok(Number(value.status('voluntaryCtxtSwitches')) > 0);
  assert.ok(Number(value.residentChange()) > 0);
  assert.equal(value.io('writeBytes'), 0);
});

for (const threads of [1, 2]) {
  test(`${threads} busy threads: the percents add up to the CPU time`, limits, async (t) => {
    const busy = `${"new (require('node:worker_threads').Worker)('for (;;);', { eval: true });".repeat(threads - 1)} for (;;);`;
    const child = spawn(process.execPath, ['-e', busy]);
    t.after(() => child.kill('SIGKILL'));
    const { next } = await watch(t, child.pid ?? 0, 50);
    const first = await next();
    let seconds = 0;
    let change = first;
    for (let count = 0; count < 20; count++) {
      change = await next();
      const elapsed = (change?.elapsedMs ?? 0) / 1000;
      const percent = change?.cpuPercent('utime', 'stime') ?? Number.NaN;
      assert.ok(percent >= 0 && percent * elapsed <= 100 * (elapsed * 2 + 0.05), `${percent} % in ${elapsed} s`);
      seconds += (percent * elapsed) / 100;
    }
    const ticks = (of: ProcessChange | undefined) => Number(of?.process.stat.utime) + Number(of?.process.stat.stime);
    assert.ok(seconds > 0);
    assert.ok(Math.abs(seconds - (ticks(change) - ticks(first)) / machine.ticksPerSecond) < 1e-6);
  });
}

test('a process that is killed: a last event says so, and the stream is over', limits, async (t) => {
  await using shell = new Shell();
  const { stream, next } = await watch(t, shell.pid, 50);
  assert.equal((await next())?.ended, null);
  shell.start('kill -9 $$');
  let last: ProcessChange | undefined;
  for (let change = await next(); change; change = await next()) last = change;
  assert.equal(last?.ended, 'EXITED');
  assert.equal((await stream.next()).done, true);
});

test('stopped, it lives; a zombie has exited', limits, async () => {
  await using shell = new Shell();
  const pid = Number(await shell.run('sleep 1000 & echo $!'));
  const sampler = new ProcessSampler(machine, pid, all);
  assert.equal((await sampler.next()).ended, null);
  await shell.run('kill -STOP $!');
  while ((await sampler.next()).process.stat.state !== 'T');
  shell.start('exec sleep 1000'); // never asks how its child ended
  await named(shell.pid, 'sleep');
  process.kill(pid, 'SIGKILL');
  for (;;) {
    const value = await sampler.next();
    if (!value.ended) continue;
    assert.deepEqual([value.ended, value.process.stat.state], ['EXITED', 'Z']);
    assert.ok(Number(value.cpuPercent('utime')) >= 0);
    return;
  }
});

test('a zombie that is watched from the start: one event', limits, async (t) => {
  await using shell = new Shell();
  const pid = Number(await shell.run('sleep 1 & echo $!'));
  shell.start('exec sleep 1000');
  await named(shell.pid, 'sleep');
  await named(pid, 'sleep', 'Z');
  const { stream, next } = await watch(t, pid, hour);
  assert.equal((await next())?.ended, 'EXITED');
  assert.equal((await stream.next()).done, true);
});

test('a new program under the same pid is the same process', limits, async () => {
  await using shell = new Shell();
  const sampler = new ProcessSampler(machine, shell.pid, all);
  await sampler.next();
  shell.start('exec sleep 1000');
  await named(shell.pid, 'sleep');
  const value = await sampler.next();
  assert.deepEqual([value.ended, value.process.stat.comm.toString()], [null, 'sleep']);
});

test('another process under the same pid: REPLACED, and nothing is said of that one', limits, async (t) => {
  if (process.getuid?.() !== 0) return t.skip('only root may choose the next pid');
  await using shell = new Shell();
  const { pid } = shell;
  const sampler = new ProcessSampler(machine, pid, all);
  const { starttime } = (await sampler.next()).process.stat;
  while (uptime() * machine.ticksPerSecond < Number(starttime) + 2); // start times are told apart by the clock tick
  await shell[Symbol.asyncDispose]();
  const successor = await spawnAs(pid);
  t.after(() => successor.kill('SIGKILL'));
  const value = await sampler.next();
  assert.equal(value.ended, 'REPLACED');
  for (const ask of [
    () => value.process,
    () => value.residentBytes(),
    () => value.stat('minflt'),
    () => value.io('rchar'),
  ])
    assert.throws(ask, { reason: 'NOT_FOUND' });
});

test('a first thread that ended before the others has not ended the process', limits, async (t) => {
  const program = `
import ctypes, threading, time
threading.Thread(target=time.sleep, args=(1000,)).start()
ctypes.CDLL(None).pthread_exit(None)`;
  const child = spawn('python3', ['-c', program], { stdio: 'ignore' });
  t.after(() => child.kill('SIGKILL'));
  try {
    await once(child, 'spawn');
  } catch {
    return t.skip('there is no python3');
  }
  await named(child.pid ?? 0, 'python3', 'Z');
  const value = await new ProcessSampler(machine, child.pid ?? 0, []).next();
  assert.equal(value.ended, null);
});

test('what one may not read is denied, not 0', limits, async () => {
  const module = (path: string) => JSON.stringify(new URL(path, import.meta.url));
  const program = `(async () => {
    const { openMachine } = await import(${module('../../src/model/machine.ts')});
    const { ProcessSampler } = await import(${module('process-sampler.ts')});
    const sampler = new ProcessSampler(await openMachine('/proc'), 1, ['status', 'io']);
    await sampler.next();
    const value = await sampler.next();
    try { value.io('rchar') } catch ({ reason }) { console.log(reason, value.stat('minflt') >= 0) }
  })()`;
  const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  const child = spawn(process.execPath, ['-e', program], { ...nobody, stdio: ['ignore', 'pipe', 'inherit'] });
  assert.equal(await text(child.stdout), 'PERMISSION_DENIED true\n');
});

for (const intervalMs of [0, 1, 49, -1, 3_600_001, 1e9, Number.NaN]) {
  test(`an interval of ${intervalMs} ms is refused, with the bounds`, async () => {
    await assert.rejects(watchProcess(machine, process.pid, intervalMs, []), (error) => {
      assert.ok(error instanceof GraphQLError);
      assert.equal(error.extensions.code, 'BAD_USER_INPUT');
      assert.equal(error.message, `intervalMs must be a whole number from 50 to 3600000, but was ${intervalMs}`);
      return true;
    });
  });
}

const thread = () =>
  readdirSync('/proc/self/task')
    .map(Number)
    .find((tid) => tid !== process.pid) ?? 0;

for (const [situation, pid, code] of [
  ['pid 0', 0, 'BAD_USER_INPUT'],
  ['a negative pid', -1, 'BAD_USER_INPUT'],
  ['a pid beyond all', 99_999_999, 'NOT_FOUND'],
  ['the id of a thread', thread(), 'NOT_FOUND'],
] as const) {
  test(`${situation} cannot be watched`, async () => {
    await assert.rejects(watchProcess(machine, pid, 1000, []), { extensions: { code } });
  });
}

test('return() ends at once, with a read waiting for an hour', limits, async (t) => {
  const { stream, next } = await watch(t, process.pid, hour);
  await next();
  const waiting = stream.next();
  await stream.return();
  assert.equal((await waiting).done, true);
});

test('1,000 subscriptions come and go: no descriptor, timer or thread stays', { timeout: 60_000 }, async () => {
  const cycle = async () => {
    const stream = (await watchProcess(machine, process.pid, 50, all))[Symbol.asyncIterator]();
    await stream.next();
    const waiting = stream.next();
    await stream.return();
    await waiting;
  };
  await cycle();
  const before = await settled(machine);
  for (let count = 0; count < 1000; count++) await cycle();
  await returnsTo(before, machine);
});

/** Waits until a process has this name, and perhaps this state. */
async function named(pid: number, name: string, state?: string): Promise<void> {
  for (;;) {
    const { process } = await new ProcessSampler(machine, pid, []).next();
    if (process.stat.comm.toString() === name && (!state || process.stat.state === state)) return;
  }
}

function uptime(): number {
  return Number.parseFloat(readFileSync('/proc/uptime', 'utf8'));
}

/** A process with this pid: the next to be started, unless another forestalls it. */
async function spawnAs(pid: number) {
  for (;;) {
    writeFileSync('/proc/sys/kernel/ns_last_pid', String(pid - 1));
    const child = spawn('sleep', ['1000']);
    if (child.pid === pid) return child;
    child.kill('SIGKILL');
  }
}
