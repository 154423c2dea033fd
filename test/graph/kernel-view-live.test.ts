import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { test } from 'node:test';
import { ask } from '../ask.ts';

const mount = '/proc';

interface Sleeper {
  waitChannel: { name: string } | null;
  kernelStack: { name: string; symbol: { name: string } | null }[] | null;
  syscall: { state: string; name: string | null } | null;
}

async function askSleeper(pid: number | undefined) {
  const { data, extensions } = await ask(
    `{ process(pid: ${pid}) {
      waitChannel { name } kernelStack { name symbol { name address } } syscall { state name }
    } }`,
    { mount },
  );
  const { nulls } =
    (extensions as { procfs: { nulls: { field: string; reason: string }[] } } | undefined)?.procfs ?? {};
  const reasons = new Map(nulls?.map(({ field, reason }) => [field, reason]));
  return { sleeper: (data as { process: Sleeper }).process, reasons };
}

test('a child that sleeps: what it waits for, and the symbols of its stack, or why they are not told', async () => {
  const child = spawn('sleep', ['1000']);
  try {
    let { sleeper, reasons } = await askSleeper(child.pid);
    while (!/sleep/.test(sleeper.waitChannel?.name ?? '')) ({ sleeper, reasons } = await askSleeper(child.pid));
    if (sleeper.syscall === null) assert.equal(reasons.get('Process.syscall'), 'PERMISSION_DENIED');
    else assert.equal(sleeper.syscall.state, 'IN_SYSCALL');
    if (sleeper.syscall?.name != null) assert.match(sleeper.syscall.name, /nanosleep/);
    if (sleeper.kernelStack === null) {
      assert.equal(reasons.get('Process.kernelStack'), 'PERMISSION_DENIED');
    } else {
      assert.ok(sleeper.kernelStack.length > 0);
      for (const { name, symbol } of sleeper.kernelStack) assert.equal(symbol?.name, name);
    }
  } finally {
    child.kill('SIGKILL');
  }
});

test('the threads of the server: each with a time on a CPU, and CPUs to run on', async () => {
  const { data } = await ask(
    `{ self { process {
      pid threads { nodes { tid name scheduling { lastCpu allowedCpus schedstat { runNanoseconds } } } }
    } } }`,
    { mount },
  );
  const { pid, threads } = (data as { self: { process: { pid: number; threads: { nodes: OwnThread[] } } } }).self
    .process;
  assert.ok(threads.nodes.length > 1);
  assert.equal(threads.nodes[0]?.tid, pid);
  for (const { name, scheduling } of threads.nodes) {
    assert.ok(name);
    assert.ok(scheduling.allowedCpus.includes(scheduling.lastCpu));
    assert.ok(scheduling.schedstat === null || scheduling.schedstat.runNanoseconds > 0);
  }
});

interface OwnThread {
  tid: number;
  name: string;
  scheduling: { lastCpu: number; allowedCpus: number[]; schedstat: { runNanoseconds: number } | null };
}
