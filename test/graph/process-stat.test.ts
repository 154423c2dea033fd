import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { test } from 'node:test';
import { Shell } from '../live/shell.ts';
import { makeMount, statLine } from '../mount.ts';
import { watch } from '../watch.ts';

const limits = { timeout: 20_000 };

test('events, until one says that the process has exited', limits, async () => {
  await using shell = new Shell();
  await using events = await watch(`subscription {
    processStat(pid: ${shell.pid}, intervalMs: 50) {
      ended elapsedMs userPercent systemPercent totalPercent minorFaults majorFaults readBytes writtenBytes
      readCharacters writtenCharacters voluntaryContextSwitches involuntaryContextSwitches threadCount
      residentBytes residentBytesChange process { pid name state }
    }
  }`);
  const first = await events.next();
  assert.equal(first?.extensions, undefined, 'no null has a reason: there is no sample before');
  assert.partialDeepStrictEqual(first?.data, {
    processStat: {
      ended: null,
      elapsedMs: null,
      userPercent: null,
      minorFaults: null,
      readBytes: null,
      voluntaryContextSwitches: null,
      residentBytesChange: null,
      threadCount: 1,
      process: { pid: shell.pid, name: 'sh', state: 'SLEEPING' },
    },
  });
  const second = await events.next();
  const values = Object.entries(second?.data?.processStat ?? {}).filter(
    ([name]) => name !== 'ended' && name !== 'process',
  );
  assert.equal(values.length, 15);
  for (const [name, value] of values) assert.ok(Number.isFinite(value), `${name} is ${value}`);
  await shell[Symbol.asyncDispose]();
  let last = second;
  for (let event = second; event; event = await events.next()) last = event;
  assert.partialDeepStrictEqual(last, { data: { processStat: { ended: 'EXITED' } } });
});

test('only the files that are asked for are read, and what they do not say is null, with the reason', async () => {
  const mount = await makeMount({ '7/stat': statLine(7) });
  await using cheap = await watch('subscription { processStat(pid: 7, intervalMs: 50) { minorFaults } }', mount);
  assert.deepEqual(
    [await cheap.next(), await cheap.next()],
    [{ data: { processStat: { minorFaults: null } } }, { data: { processStat: { minorFaults: 0 } } }],
  );
  await using dear = await watch('subscription { processStat(pid: 7) { threadCount readBytes } }', mount);
  assert.deepEqual(await dear.next(), {
    data: { processStat: { threadCount: 1, readBytes: null } },
    extensions: { procfs: { nulls: [{ field: 'ProcessStatEvent.readBytes', reason: 'UNSUPPORTED', count: 1 }] } },
  });
});

test('each thread, what it used, and one that begins', limits, async (t) => {
  const program = 'setTimeout(() => new (require("node:worker_threads").Worker)("for (;;);", { eval: true }), 300)';
  const child = spawn(process.execPath, ['-e', program], { stdio: 'ignore' });
  t.after(() => child.kill('SIGKILL'));
  await using events = await watch(`subscription {
    processStat(pid: ${child.pid}, intervalMs: 100) {
      totalPercent threadCount
      threads { thread { tid name } userPercent systemPercent totalPercent minorFaults majorFaults }
    }
  }`);
  type Used = { thread: { tid: number }; totalPercent: number | null; minorFaults: number | null };
  const next = async () => (await events.next())?.data?.processStat as { threads: Used[] };
  const first = await next();
  assert.ok(first.threads.some(({ thread }) => thread.tid === child.pid));
  assert.ok(first.threads.every(({ totalPercent, minorFaults }) => totalPercent === null && minorFaults === null));
  const early = new Set(first.threads.map(({ thread }) => thread.tid));
  for (;;) {
    const { threads } = await next();
    assert.ok(threads.every(({ totalPercent }) => totalPercent !== null && totalPercent >= 0));
    if (threads.some(({ thread, totalPercent }) => !early.has(thread.tid) && Number(totalPercent) > 50)) return;
  }
});

for (const [situation, args, code] of [
  ['too short an interval', 'pid: 1, intervalMs: 49', 'BAD_USER_INPUT'],
  ['too long an interval', 'pid: 1, intervalMs: 3600001', 'BAD_USER_INPUT'],
  ['no pid', 'pid: 0', 'BAD_USER_INPUT'],
  ['no process', 'pid: 99999999', 'NOT_FOUND'],
] as const) {
  test(`${situation}: ${code}`, async () => {
    const refused = watch(`subscription { processStat(${args}) { ended } }`);
    await assert.rejects(refused, (result: { errors?: [{ extensions: object; path: string[] }] }) => {
      assert.partialDeepStrictEqual(result.errors?.[0], { extensions: { code }, path: ['processStat'] });
      return true;
    });
  });
}
