import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type TestContext, test } from 'node:test';
import { everyProcess } from '../../src/live/every-process.ts';
import { openMachine } from '../../src/model/machine.ts';
import { Operation } from '../../src/model/operation.ts';
import { addFiles, makeMount, statLine } from '../mount.ts';

const machine = await openMachine('/proc');

async function sleeper(t: TestContext) {
  const child = spawn('sleep', ['1000'], { stdio: 'ignore' });
  t.after(() => child.kill('SIGKILL'));
  await once(child, 'spawn');
  return { pid: child.pid ?? assert.fail(), child };
}

/** Those of which `stat` can be read: what it says. */
async function list(of = machine) {
  const operation = new Operation(of);
  const processes = await everyProcess(operation);
  const sampledCount = processes.filter((process) => process.has('stat')).length;
  await operation.load(processes, ['stat']);
  const living = processes.filter(({ failure }) => !failure);
  return { sampledCount, stats: new Map(living.map(({ pid, stat }) => [pid, stat])) };
}

test('who asks again is told the same, from samples: of each the state of that moment', async (t) => {
  const { pid, child } = await sleeper(t);
  const first = await list();
  const again = await list();
  assert.deepEqual([first.sampledCount, again.sampledCount >= again.stats.size], [0, true]);
  const [one, other] = [first.stats.get(pid), again.stats.get(pid)];
  assert.deepEqual([one?.starttime, one?.comm], [other?.starttime, other?.comm]);
  child.kill('SIGSTOP');
  while ((await list()).stats.get(pid)?.state !== 'T');
  child.kill('SIGCONT');
  while ((await list()).stats.get(pid)?.state === 'T');
});

test('whoever has started is in the next list, though another goes meanwhile; who is gone is not', async (t) => {
  let last = await sleeper(t);
  for (let round = 0; round < 100; round++) {
    const next = await sleeper(t);
    const ended = once(last.child, 'exit');
    const listing = list();
    last.child.kill('SIGKILL');
    assert.ok((await listing).stats.has(next.pid), `round ${round}`);
    await ended;
    assert.ok(!(await list()).stats.has(last.pid));
    last = next;
  }
});

test('many ask at once', async (t) => {
  const { pid } = await sleeper(t);
  const lists = await Promise.all(Array.from({ length: 20 }, () => list()));
  assert.ok(lists.every(({ stats }) => stats.has(pid)));
});

test('of one operation, what was read of a process before counts', async () => {
  await list();
  const operation = new Operation(machine);
  const own = operation.process(process.pid);
  await operation.load([own], ['status']);
  const { stat } = own;
  const found = (await everyProcess(operation)).find(({ pid }) => pid === process.pid);
  assert.equal(found, own);
  assert.equal(found.stat, stat);
});

test('a captured tree is listed anew each time', async () => {
  const captured = await openMachine(await makeMount({ '7/stat': statLine(7) }));
  assert.deepEqual([...(await list(captured)).stats.keys()], [7]);
  await addFiles(captured.proc.mount, { '8/stat': statLine(8) });
  const { sampledCount, stats } = await list(captured);
  assert.deepEqual([sampledCount, ...stats.keys()], [0, 7, 8]);
});
