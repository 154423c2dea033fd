import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { ProcessEvents } from '../../src/live/process-event.ts';
import { type WantedEvents, watchProcessEvents } from '../../src/live/process-events.ts';
import { type Machine, openMachine } from '../../src/model/machine.ts';
import { connectorObstacle } from '../connector.ts';
import { addFiles, makeMount, statLine } from '../mount.ts';
import { returnsTo, settled } from './resources.ts';
import { Shell } from './shell.ts';

const machine = await openMachine('/proc');
const limits = { timeout: 60_000 };
const needsConnector = { ...limits, skip: connectorObstacle ?? false };

/** Reads until the test is over. */
async function watch(t: TestContext, wanted: Partial<WantedEvents> = {}, of: Machine = machine) {
  const log = await watchProcessEvents(of, { kinds: null, where: {}, intervalMs: 50, ...wanted });
  const reader = log[Symbol.asyncIterator]();
  t.after(() => reader.return());
  const next = async (): Promise<ProcessEvents> => {
    const { value } = await reader.next();
    assert.ok(value);
    return value.value;
  };
  /** All up to the one in which it is so. */
  const until = async (isSo: (events: ProcessEvents) => boolean): Promise<ProcessEvents[]> => {
    const all = [await next()];
    for (let last = all[0]; last && !isSo(last); all.push(last)) last = await next();
    return all;
  };
  return { log, next, until };
}

const lines = (all: readonly ProcessEvents[]) =>
  all.flatMap(({ events }) => events.map(({ kind, pid, name }) => `${kind} ${pid} ${name}`));
const sum = (all: readonly ProcessEvents[], key: 'missedEvents' | 'unseenForks') =>
  all.reduce((sum, events) => sum + (events[key] ?? 0), 0);
const hasExited = (pid: number) => (all: ProcessEvents) =>
  all.events.some((event) => event.kind === 'EXITED' && event.pid === pid);

/** A captured machine, changed as if at one moment: what is looked at meanwhile is the old, or the new. */
async function captured(t: TestContext, wanted: Partial<WantedEvents> = {}) {
  const mount = await makeMount({ stat: forked(100), '300/stat': statLine(300, { 2: '(bash)' }) });
  const put = async (place: string, file: string, text: string) => {
    await addFiles(mount, { [`new/${file}`]: text });
    await rename(join(mount, place === '' ? `new/${file}` : 'new'), join(mount, place || file));
  };
  return {
    ...(await watch(t, wanted, await openMachine(mount))),
    start: (pid: number, name: string) => put(`${pid}`, 'stat', statLine(pid, { 2: `(${name})`, 4: 300 })),
    end: (pid: number) => rm(join(mount, `${pid}`), { recursive: true }),
    fork: (count: number) => put('', 'stat', forked(count)),
  };
}

const forked = (count: number) => `cpu  1 2 3 4\nprocesses ${count}\n`;

test('of a captured machine, what its files say: sampled', limits, async (t) => {
  const { next, start, end, fork } = await captured(t);
  assert.partialDeepStrictEqual(await next(), { source: 'SAMPLED', events: [], missedEvents: 0, unseenForks: 0 });
  await start(400, 'ls');
  const started = await next();
  assert.deepEqual(lines([started]), ['STARTED 400 ls', 'EXECUTED 400 ls']);
  assert.partialDeepStrictEqual(started.events[0], { source: 'SAMPLED', parentPid: 300 });
  assert.equal(started.events[0]?.process?.pid, 400);
  await end(400);
  const ended = await next();
  assert.deepEqual(lines([ended]), ['EXITED 400 ls']);
  assert.partialDeepStrictEqual(ended.events[0], { process: null, exit: null });
  await fork(104);
  assert.partialDeepStrictEqual(await next(), { events: [], unseenForks: 3 });
});

test('forks that were not seen wait for an event where not all events are wanted', limits, async (t) => {
  const { next, start, fork } = await captured(t, { where: { name: { equals: 'ls' } } });
  await next();
  await start(400, 'cat');
  await fork(105);
  await start(401, 'ls');
  const { events, unseenForks } = await next();
  assert.equal(events.length, 2);
  // Both may be counted before they are seen: it is the most that came and went.
  assert.ok(unseenForks !== null && unseenForks >= 3 && unseenForks <= 5, `${unseenForks}`);
});

for (const intervalMs of [49, 3_600_001]) {
  test(`an interval of ${intervalMs} ms`, async () => {
    await assert.rejects(watchProcessEvents(machine, { kinds: null, where: {}, intervalMs }), {
      message: `intervalMs must be a whole number from 50 to 3600000, but was ${intervalMs}`,
    });
  });
}

test('the children of one process', needsConnector, async (t) => {
  await using shell = new Shell();
  const { next, until } = await watch(t, { where: { ppid: shell.pid } });
  assert.partialDeepStrictEqual(await next(), { source: 'CONNECTOR', events: [], missedEvents: 0, unseenForks: 0 });
  const pid = Number(await shell.run('sleep 1000 & echo $!'));
  const started = await until(({ events }) => events.some(({ kind }) => kind === 'EXECUTED'));
  shell.start(`kill -9 ${pid}`);
  const ended = await until(hasExited(pid));
  assert.deepEqual(lines([...started, ...ended]), [
    `STARTED ${pid} sh`,
    `EXECUTED ${pid} sleep`,
    `EXITED ${pid} sleep`,
  ]);
  assert.deepEqual(ended.at(-1)?.events[0]?.exit, { status: null, signal: 9, dumpedCore: false });
});

test('by command line, also of what has exited', needsConnector, async (t) => {
  await using shell = new Shell();
  const { next, until } = await watch(t, { where: { commandLine: { contains: 'sleep 1000.25' } } });
  await next();
  const pids = (await shell.run('sleep 1000 & echo $!; sleep 1000.25 & echo $!')).split('\n').map(Number);
  await until(({ events }) => events.some(({ kind }) => kind === 'EXECUTED'));
  shell.start(`kill ${pids.join(' ')}`);
  const all = await until(({ events }) => events.some(({ kind }) => kind === 'EXITED'));
  assert.deepEqual(lines(all), [`EXITED ${pids[1]} sleep`]);
});

test('500 that are over at once, by user: none is left out', needsConnector, async (t) => {
  await using shell = new Shell();
  const where = { ppid: shell.pid, uids: [process.getuid?.() ?? 0] };
  const { next, until } = await watch(t, { kinds: ['EXECUTED', 'EXITED'], where });
  await next();
  shell.start('i=0; while [ $i -lt 500 ]; do /bin/true; i=$((i+1)); done; sleep 1000');
  const all = await until(({ events }) => events.some(({ name }) => name === 'sleep'));
  const count = (kind: string) => lines(all).filter((line) => line.startsWith(kind)).length;
  assert.deepEqual([count('EXECUTED'), count('EXITED'), sum(all, 'missedEvents')], [501, 500, 0]);
});

test('9,000 processes at once: each is told of, or counted for who is slow', needsConnector, async (t) => {
  const shell = spawn('sh', ['-c', 'read go; i=0; while [ $i -lt 9000 ]; do (exit 7); i=$((i+1)); done']);
  const { log, next } = await watch(t, { where: { ppid: shell.pid ?? 0 } });
  const slow = log[Symbol.asyncIterator]();
  t.after(() => slow.return());
  await Promise.all([next(), slow.next()]);
  shell.stdin.end('go\n');
  const told: ProcessEvents[] = [];
  const isOver = once(shell, 'exit');
  const count = () => told.reduce((sum, { events, missedEvents }) => sum + events.length + missedEvents, 0);
  while (count() < 18_000) told.push(await next());
  await isOver;
  assert.equal(sum(told, 'missedEvents'), 0);
  assert.equal(told.flatMap(({ events }) => events.filter(({ exit }) => exit?.status === 7)).length, 9000);
  assert.equal(told.flatMap(({ events }) => events.filter(({ kind }) => kind === 'STARTED')).length, 9000);

  const late: ProcessEvents[] = [];
  const rest = () => late.reduce((sum, { events, missedEvents }) => sum + events.length + missedEvents, 0);
  while (rest() < 18_000) {
    const { value } = await slow.next();
    assert.ok(value);
    late.push(value.value);
  }
  assert.equal(rest(), 18_000);
  assert.ok(sum(late, 'missedEvents') > 0);
});

test('1,000 that come and go at once, then some one after the other, leave nothing behind', limits, async () => {
  const wanted = { kinds: null, where: {}, intervalMs: 50 };
  const cycle = async () => (await watchProcessEvents(machine, wanted)).end();
  await cycle();
  const before = await settled(machine);
  await Promise.all(Array.from({ length: 1000 }, cycle));
  for (let count = 0; count < 10; count++) await cycle();
  await returnsTo(before, machine);
});
