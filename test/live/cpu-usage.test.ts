import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type TestContext, test } from 'node:test';
import { cpuUsage } from '../../src/live/cpu-usage.ts';
import { everyProcess } from '../../src/live/every-process.ts';
import { samplerOf } from '../../src/live/sampler.ts';
import { openMachine } from '../../src/model/machine.ts';
import { Operation } from '../../src/model/operation.ts';
import { ask } from '../ask.ts';
import { watch } from '../watch.ts';

const machine = await openMachine('/proc');

async function busy(t: TestContext): Promise<number> {
  const child = spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' });
  t.after(() => child.kill('SIGKILL'));
  await once(child, 'spawn');
  return child.pid ?? assert.fail();
}

async function sampled(pid: number, of = machine) {
  const operation = new Operation(of);
  const process = operation.process(pid);
  await operation.load([process], ['stat']);
  return { operation, process };
}

const usageQuery = (pid: number, overMs: number) => `{ process(pid: ${pid}) { cpu { usage(overMs: ${overMs}) } } }`;

test('a query waits, once for all rows, and says what each used meanwhile', async (t) => {
  const pid = await busy(t);
  const start = performance.now();
  const { data } = await ask(`{ processes(orderBy: [{ by: PID }]) { nodes { pid cpu { usage(overMs: 300) } } } }`, {
    machine,
  });
  const elapsed = performance.now() - start;
  assert.ok(elapsed >= 300);
  const { nodes } = (data as { processes: { nodes: { pid: number; cpu: { usage: number | null } }[] } }).processes;
  const usage = nodes.find((node) => node.pid === pid)?.cpu.usage ?? assert.fail();
  assert.ok(usage > 0 && usage <= 110, `${usage}`);
  assert.ok(nodes.every(({ cpu }) => cpu.usage === null || cpu.usage >= 0));
});

test('the busiest come first, if that is the order', async (t) => {
  const pid = await busy(t);
  const { data } = await ask(
    '{ processes(orderBy: [{ by: CPU_USAGE, descending: true }]) { nodes { pid cpu { usage } } } }',
    { machine },
  );
  const { nodes } = (data as { processes: { nodes: { pid: number; cpu: { usage: number | null } }[] } }).processes;
  assert.ok(nodes.slice(0, 8).some((node) => node.pid === pid));
});

test('a process that ends meanwhile: it is not known', async (t) => {
  const pid = await busy(t);
  const { operation, process: first } = await sampled(pid);
  const usage = cpuUsage(operation, first, 300);
  process.kill(pid, 'SIGKILL');
  await assert.rejects(async () => usage, { name: 'ProcfsError', reason: 'NOT_FOUND' });
});

test('a sampler that runs at about such an interval makes the wait needless; at another, it does not', async (t) => {
  const pid = await busy(t);
  const other = await openMachine('/proc'); // of which nobody has asked for all processes
  let count = 0;
  const thrice = Promise.withResolvers<void>();
  const { stop } = samplerOf(other).watch(400, {
    wish: { every: [] },
    take: () => {
      if (++count === 3) thrice.resolve();
    },
    fail: thrice.reject,
  });
  await thrice.promise;
  const { operation, process } = await sampled(pid, other);
  const usage = cpuUsage(operation, process, 500);
  assert.ok(typeof usage === 'number' && usage > 0 && usage <= 110, `${usage}`);
  const otherwise = cpuUsage(operation, process, 1000);
  stop();
  const alone = cpuUsage(operation, process, 500);
  assert.ok(otherwise instanceof Promise && alone instanceof Promise);
  await Promise.all([otherwise, alone]);
});

test('who asks for all processes again waits no more, if what it asks for has passed since', async (t) => {
  const pid = await busy(t);
  const list = async () => {
    const operation = new Operation(machine);
    const found = (await everyProcess(operation)).find((process) => process.pid === pid);
    return { operation, process: found ?? assert.fail() };
  };
  await list();
  const { operation: earlier } = await list();
  await new Promise((resolve) => setTimeout(resolve, 300));
  const { operation, process } = await list();
  const usage = cpuUsage(operation, process, operation.at - earlier.at);
  assert.ok(typeof usage === 'number' && usage > 0 && usage <= 150, `${usage}`);
});

test('in events: null in the first, then since the one before, of a process that is new too', {
  timeout: 30_000,
}, async (t) => {
  await using events = await watch(
    'subscription { processTable(intervalMs: 200) { rows { pid cpu { usage totalSeconds } } elapsedMs } }',
  );
  type Event = {
    elapsedMs: number | null;
    rows: { pid: number; cpu: { usage: number | null; totalSeconds: number } }[];
  };
  const next = async () => (await events.next())?.data?.processTable as Event;
  const first = await next();
  assert.equal(first.elapsedMs, null);
  assert.ok(first.rows.length > 1 && first.rows.every(({ cpu }) => cpu.usage === null));
  const pid = await busy(t);
  for (let seen = 0, total = 0; seen < 4; ) {
    const { rows, elapsedMs } = await next();
    const row = rows.find((row) => row.pid === pid);
    if (row === undefined) continue;
    assert.ok(elapsedMs && row.cpu.usage !== null);
    const used = (row.cpu.usage * elapsedMs) / 100_000;
    assert.ok(Math.abs(used - (row.cpu.totalSeconds - total)) < 1e-6);
    total = row.cpu.totalSeconds;
    seen++;
  }
});

for (const overMs of [0, 49, 10_001]) {
  test(`over ${overMs} ms is refused`, async () => {
    const { errors } = await ask(usageQuery(1, overMs), { machine });
    assert.partialDeepStrictEqual(errors, [{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
}
