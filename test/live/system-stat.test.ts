import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpus } from 'node:os';
import { test } from 'node:test';
import { GraphQLError } from 'graphql';
import { SystemChange } from '../../src/live/system-change.ts';
import { watchSystem } from '../../src/live/system-stat.ts';
import { openMachine } from '../../src/model/machine.ts';
import { settled } from './resources.ts';
import { Shell } from './shell.ts';
import { systemAt } from './system-sampler.ts';

const machine = await openMachine('/proc');
const all = ['systemStat', 'loadavg', 'meminfo', 'pressure/cpu'];
const hour = 3_600_000;
const limits = { timeout: 20_000 };

test('the first event comes at once, without differences', limits, async (t) => {
  const events = (await watchSystem(machine, hour, all))[Symbol.asyncIterator]();
  t.after(() => events.return());
  const { value } = await events.next();
  const change = value?.value;
  assert.ok(change);
  assert.deepEqual(
    [change.elapsedMs, change.count('ctxt'), change.cpu.busyPercent(), change.cpus[0]?.percent('idle')],
    [null, null, null, null],
  );
  assert.ok(change.tasks('procsRunning') > 0);
  assert.ok(change.now.table('loadavg').tasks > 1);
});

test('the next after the interval: a busy loop is seen, on one CPU and on all together', limits, async (t) => {
  const events = (await watchSystem(machine, 300, all))[Symbol.asyncIterator]();
  t.after(() => events.return());
  await events.next();
  const child = spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' });
  t.after(() => child.kill('SIGKILL'));
  for (;;) {
    const change = (await events.next()).value?.value;
    assert.ok(change?.elapsedMs && change.elapsedMs > 100);
    assert.equal(change.cpus.length, cpus().length);
    if (!change.cpus.some((cpu) => Number(cpu.percent('user')) > 50)) continue;
    assert.ok(Number(change.cpu.busyPercent()) >= (50 / change.cpus.length) * 0.9);
    return;
  }
});

test('what happens between two moments is counted', limits, async () => {
  await using shell = new Shell();
  const before = await systemAt(machine);
  await shell.run('for i in 1 2 3 4 5; do (exit 0); done');
  const change = new SystemChange(await systemAt(machine), before);
  assert.ok(Number(change.count('processes')) >= 5);
  assert.ok(Number(change.count('ctxt')) >= 5);
});

test('an interval that is too short is refused, with the bounds', async () => {
  await assert.rejects(watchSystem(machine, 49, all), (error) => {
    assert.ok(error instanceof GraphQLError);
    assert.equal(error.message, 'intervalMs must be a whole number from 50 to 3600000, but was 49');
    return true;
  });
});

test('return() ends at once, with a read waiting for an hour, and nothing stays', limits, async () => {
  const cycle = async () => {
    const events = (await watchSystem(machine, hour, all))[Symbol.asyncIterator]();
    await events.next();
    const waiting = events.next();
    await events.return();
    assert.equal((await waiting).done, true);
  };
  await cycle();
  const before = await settled(machine);
  for (let count = 0; count < 20; count++) await cycle();
  assert.deepEqual(await settled(machine), before);
});
