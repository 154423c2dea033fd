import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import { processesByMemory } from '../../src/graph/processes-by-memory.ts';
import { residentPages } from '../../src/live/resident-pages.ts';
import { openMachine } from '../../src/model/machine.ts';
import { Operation } from '../../src/model/operation.ts';
import { ask } from '../ask.ts';
import { makeMount, statLine } from '../mount.ts';

const machine = await openMachine('/proc');
const get = () => residentPages(new Operation(machine));

async function started(t: TestContext, command: string, ...args: string[]) {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  t.after(() => child.kill('SIGKILL'));
  await once(child, 'spawn');
  return { child, pid: child.pid ?? assert.fail() };
}

test('what statm says of every process that there is by then, once and again', async (t) => {
  const { child, pid } = await started(t, 'cat');
  child.stdin.write('it runs\n');
  await once(child.stdout, 'data');
  const inFile = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
  for (const asked of [await openMachine('/proc'), machine]) {
    for (let round = 0; round < 3; round++) {
      assert.equal((await residentPages(new Operation(asked)))?.pages.get(pid), inFile, `round ${round}`);
    }
  }
  for (let round = 0; round < 20; round++) {
    const next = await started(t, 'sleep', '1000');
    assert.ok((await get())?.pages.has(next.pid), `round ${round}`);
    const exit = once(next.child, 'exit');
    next.child.kill('SIGKILL');
    await exit;
    assert.ok(!(await get())?.pages.has(next.pid), `round ${round}`);
  }
});

test('many ask at once', async (t) => {
  const { pid } = await started(t, 'sleep', '1000');
  const all = await Promise.all(Array.from({ length: 20 }, get));
  assert.ok(all.every((residents) => residents?.pages.has(pid)));
});

test('files are kept open for who asks again, until nobody does', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const other = await openMachine('/proc');
  const ofOther = () => residentPages(new Operation(other));
  await ofOther();
  const openFiles = () => readdirSync('/proc/self/fd').length;
  const atFirst = openFiles();
  await ofOther();
  const held = openFiles() - atFirst;
  assert.ok(held > 10, `${held} are held`);
  t.mock.timers.tick(17_000);
  const deadline = performance.now() + 10_000;
  while (openFiles() > atFirst + held / 2) {
    assert.ok(performance.now() < deadline, `${openFiles() - atFirst} are held`);
    await other.proc.read('uptime');
  }
  assert.ok((await ofOther())?.pages.has(process.pid));
  assert.ok(openFiles() <= atFirst + held / 2, 'who begins anew is asking once');
});

interface Row {
  pid: number;
  residentBytes: number;
  name: string;
}

test('the largest, and those behind them, in the order of what is said of them', async (t) => {
  const bytes = 500_000_000;
  const script = `globalThis.kept = Buffer.alloc(${bytes}, 1); console.log(); process.stdin.resume()`;
  const { child, pid } = await started(t, process.execPath, '-e', script);
  await once(child.stdout, 'data');
  const list = async (more = '') => {
    const arguments_ = `first: 20, orderBy: { by: RESIDENT_BYTES, descending: true }${more}`;
    const { data, errors } = await ask(
      `{ processes(${arguments_}) { totalCount nodes { pid residentBytes name } pageInfo { endCursor } } }`,
      { machine },
    );
    assert.equal(errors, undefined);
    return (data as { processes: { totalCount: number; nodes: Row[]; pageInfo: { endCursor: string } } }).processes;
  };
  const isSorted = (rows: readonly Row[]) =>
    rows.every(({ residentBytes }, n) => residentBytes <= (rows[n - 1]?.residentBytes ?? Number.MAX_SAFE_INTEGER));
  for (let round = 0; round < 5; round++) {
    const { totalCount, nodes, pageInfo } = await list();
    const own = nodes.find((row) => row.pid === pid);
    assert.ok(own ? own.residentBytes > bytes : nodes.every(({ residentBytes }) => residentBytes > bytes));
    assert.equal(own?.name ?? 'node', readFileSync(`/proc/${pid}/comm`, 'utf8').trim());
    assert.ok(totalCount >= nodes.length && isSorted(nodes));
    const next = await list(`, after: "${pageInfo.endCursor}"`);
    assert.ok(isSorted([...nodes.slice(-1), ...next.nodes]));
    assert.ok(!next.nodes.some((row) => row.pid === pid) || !own);
  }
});

test('a page of a few of all is found by statm; any other is not', async () => {
  const page = (list: Partial<Parameters<typeof processesByMemory>[1]>) => {
    const order = [{ by: 'RESIDENT_BYTES', descending: true }] as const;
    return processesByMemory(new Operation(machine), { where: {}, order, args: { first: 5 }, after: null, ...list });
  };
  const { rows } = (await page({})) ?? assert.fail();
  assert.ok(rows.length > 0 && rows.every((process) => process.resident && !process.has('stat')));
  const others = [
    { args: {} },
    { args: { first: 51 } },
    { order: [] },
    { order: [{ by: 'CPU_TIME', descending: true }] as const },
    { where: { kernelThreads: false } },
  ];
  for (const other of others) assert.equal(await page(other), null);
});

test('of whoever was started later, the memory is its own, not that of a predecessor', async () => {
  const pages = 1;
  for (const startedBy of [Number.MAX_SAFE_INTEGER, 0]) {
    const operation = new Operation(machine);
    const own = operation.process(process.pid);
    own.resident = { pages, startedBy };
    await operation.load([own], ['stat']);
    assert.equal(own.residentPages, startedBy > 0 ? pages : own.stat.rss);
  }
});

test('whoever runs by now was started by now', async (t) => {
  const { pid } = await started(t, 'sleep', '1000');
  const { startedBy } = (await get()) ?? assert.fail();
  const operation = new Operation(machine);
  const child = operation.process(pid);
  await operation.load([child], ['stat']);
  assert.ok(child.stat.starttime <= startedBy);
  assert.ok(startedBy - Number(child.stat.starttime) < 60 * machine.ticksPerSecond, 'it is no other clock');
});

test('a captured tree is not sampled', async () => {
  const captured = await openMachine(await makeMount({ '7/stat': statLine(7) }));
  assert.equal(await residentPages(new Operation(captured)), null);
  assert.equal(await residentPages(new Operation(captured)), null);
});
