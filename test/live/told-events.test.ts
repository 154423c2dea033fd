import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KnownProcesses } from '../../src/live/known-processes.ts';
import { toldEvents } from '../../src/live/told-events.ts';
import { openMachine } from '../../src/model/machine.ts';
import { Operation } from '../../src/model/operation.ts';
import type { ConnectorEvent } from '../../src/procfs/connector.ts';
import { type Files, makeMount, statLine } from '../mount.ts';

const second = 1_000_000_000n;

const at = (seconds: number, what: object) =>
  ({ seq: 0, cpu: 0, at: BigInt(seconds) * second, ...what }) as ConnectorEvent; // each test gives what it tells
const fork = (seconds: number, parentPid: number, pid: number) =>
  at(seconds, { what: 'FORK', pid, tid: pid, parentPid, parentTid: parentPid });
const exec = (seconds: number, pid: number) => at(seconds, { what: 'EXEC', pid, tid: pid });
const comm = (seconds: number, pid: number, name: string) =>
  at(seconds, { what: 'COMM', pid, tid: pid, name: Buffer.from(name) });
const exit = (seconds: number, pid: number) =>
  at(seconds, { what: 'EXIT', pid, tid: pid, code: 0, signal: 17, parentPid: 0, parentTid: 0 });

/** Events at once, as they are told when the machine has these files; a shell, pid 300, was known from before. */
async function tell(events: readonly ConnectorEvent[], files: Files, asleep = 0n) {
  const operation = new Operation(await openMachine(await makeMount(files)));
  const known = new KnownProcesses();
  const shell = operation.process(300);
  shell.keep('stat', Buffer.from(statLine(300, { 2: '(sh)', 22: 100 })));
  shell.keep('task', Buffer.from('300'));
  known.look([shell], 0n);
  const told = events.map((event) => known.take(event)).filter((told) => told !== null);
  const all = await toldEvents(new Operation(operation.machine), told, asleep, known);
  return all.map(({ kind, pid, name, process }) => `${kind} ${pid} ${name}${process ? '' : ', gone'}`);
}

/** The line of a process that began at so many seconds after boot. */
const stat = (pid: number, name: string, seconds: number) => statLine(pid, { 2: `(${name})`, 22: seconds * 100 });

test('who is there is asked for its name', async () => {
  assert.deepEqual(await tell([fork(5, 300, 400), exec(5, 400)], { '400/stat': stat(400, 'ls', 5) }), [
    'STARTED 400 sh',
    'EXECUTED 400 ls',
  ]);
});

test('who is gone has the name that was known, if any was', async () => {
  const all = [fork(5, 300, 400), exit(6, 400), fork(7, 300, 401), exec(7, 401), exit(8, 401)];
  assert.deepEqual(await tell(all, {}), [
    'STARTED 400 sh, gone',
    'EXITED 400 sh, gone',
    'STARTED 401 sh, gone',
    'EXECUTED 401 null, gone',
    'EXITED 401 null, gone',
  ]);
});

test('a copy of a process that is asked for its name only now', async () => {
  const all = [exec(5, 300), fork(6, 300, 400), exit(7, 400)];
  assert.deepEqual(await tell(all, { '300/stat': stat(300, 'bash', 1) }), [
    'EXECUTED 300 bash',
    'STARTED 400 bash, gone',
    'EXITED 400 bash, gone',
  ]);
});

test('the name that is asked for is not that of a program before, nor one that it was given', async () => {
  const files = { '300/stat': stat(300, 'ls', 1) };
  assert.deepEqual(await tell([exec(5, 300), exec(6, 300)], files), ['EXECUTED 300 null', 'EXECUTED 300 ls']);
  assert.deepEqual(await tell([exec(5, 300), comm(6, 300, 'ls')], files), ['EXECUTED 300 null', 'NAMED 300 ls']);
});

test('a successor of the pid is another process', async () => {
  const files = { '300/stat': stat(300, 'other', 9), '400/stat': stat(400, 'other', 9) };
  const all = [comm(5, 300, 'x'), fork(5, 300, 400), exec(5, 400), exit(8, 400)];
  assert.deepEqual(await tell(all, files), [
    'NAMED 300 x, gone',
    'STARTED 400 x, gone',
    'EXECUTED 400 null, gone',
    'EXITED 400 null, gone',
  ]);
  assert.deepEqual(await tell([exec(5, 400), fork(9, 300, 400)], files), ['EXECUTED 400 null, gone', 'STARTED 400 sh']);
});

test('a machine that has slept: the start of a process counts that, the events do not', async () => {
  const files = { '400/stat': stat(400, 'sh', 3605) };
  assert.deepEqual(await tell([fork(5, 300, 400)], files, 3600n * second), ['STARTED 400 sh']);
  assert.deepEqual(await tell([fork(5, 300, 400)], files), ['STARTED 400 sh, gone']);
});
