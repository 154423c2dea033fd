import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
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

test('who asks again is told what statm says of every process that there is by then', async (t) => {
  const { child, pid } = await started(t, 'cat');
  child.stdin.write('it runs\n');
  await once(child.stdout, 'data');
  await get();
  const inFile = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1];
  assert.equal((await get())?.pages.get(pid), Number(inFile));
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
  await get();
  const { pid } = await started(t, 'sleep', '1000');
  const all = await Promise.all(Array.from({ length: 20 }, get));
  assert.ok(all.every((residents) => residents?.pages.has(pid)));
});

test('who asks no more has nothing kept open', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const other = await openMachine('/proc');
  const ofOther = () => residentPages(new Operation(other));
  assert.equal(await ofOther(), null, 'nor who asks once');
  await ofOther();
  const openFiles = () => readdirSync('/proc/self/fd').length;
  const before = openFiles();
  const pages = (await ofOther())?.pages ?? assert.fail();
  assert.ok(before > pages.size);
  t.mock.timers.tick(17_000);
  while (openFiles() > before - pages.size / 2) await other.proc.read('uptime');
  assert.equal(await ofOther(), null);
  assert.ok((await ofOther())?.pages.has(process.pid), 'and begins anew');
});

test('the largest, and those behind them: the same list from samples as without, its rows in its order', async (t) => {
  const bytes = 500_000_000;
  const { child, pid } = await started(
    t,
    process.execPath,
    '-e',
    `globalThis.kept = Buffer.alloc(${bytes}, 1); console.log(); process.stdin.resume()`,
  );
  await once(child.stdout, 'data');
  const list = async (more = '') => {
    const order = 'orderBy: { by: RESIDENT_BYTES, descending: true }';
    const { data, errors } = await ask(
      `{ processes(first: 2, ${order}${more}) { totalCount nodes { pid residentBytes name } pageInfo { endCursor hasNextPage } } }`,
      { machine },
    );
    assert.equal(errors, undefined);
    const { processes } = data as {
      processes: {
        totalCount: number;
        nodes: { pid: number; residentBytes: number; name: string }[];
        pageInfo: { endCursor: string; hasNextPage: boolean };
      };
    };
    return processes;
  };
  for (let round = 0; round < 5; round++) {
    const { totalCount, nodes, pageInfo } = await list();
    const [largest, second] = nodes;
    assert.ok(largest && second);
    assert.equal(largest.pid, pid);
    assert.ok(largest.residentBytes > bytes && largest.residentBytes >= second.residentBytes);
    assert.equal(largest.name, readFileSync(`/proc/${pid}/comm`, 'utf8').trim());
    assert.ok(totalCount > 2 && pageInfo.hasNextPage);
    const next = await list(` after: "${pageInfo.endCursor}"`);
    assert.ok(next.nodes.every(({ residentBytes }) => residentBytes <= second.residentBytes));
    assert.ok(!next.nodes.some((row) => row.pid === pid));
  }
});

test('whoever was started after the sample is not the process that was sampled', async () => {
  const pages = 1;
  for (const [startedBy, reason] of [
    [Number.MAX_SAFE_INTEGER, undefined],
    [0, 'NOT_FOUND'],
  ] as const) {
    const operation = new Operation(machine);
    const own = operation.process(process.pid);
    own.resident = { pages, startedBy };
    await operation.load([own], ['stat']);
    assert.deepEqual([own.failure?.reason, own.residentPages], [reason, pages]);
  }
});

test('a captured tree is not sampled', async () => {
  const captured = await openMachine(await makeMount({ '7/stat': statLine(7) }));
  assert.equal(await residentPages(new Operation(captured)), null);
  assert.equal(await residentPages(new Operation(captured)), null);
});
