import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask } from '../ask.ts';
import { askProcess } from '../ask-process.ts';

test('a process', async () => {
  const { data, extensions } = await ask(`{
    process(pid: 26231) {
      scheduling {
        policy priority realTimePriority nice lastCpu allowedCpus allowedMemoryNodes cpuset timerSlackNanoseconds
        autogroup { nice }
      }
    }
  }`);
  assert.partialDeepStrictEqual(data, {
    process: {
      scheduling: {
        policy: 'OTHER',
        priority: 25,
        realTimePriority: null,
        nice: 5,
        allowedCpus: [0, 1],
        allowedMemoryNodes: [0],
        cpuset: '/',
        timerSlackNanoseconds: 50000,
        autogroup: { nice: 0 },
      },
    },
  });
  assert.equal(extensions, undefined);
});

for (const [situation, changes, scheduling] of [
  ['FIFO 50', { 18: -51, 40: 50, 41: 1 }, { policy: 'FIFO', priority: -51, realTimePriority: 50, nice: 0 }],
  ['RR 1', { 18: -2, 40: 1, 41: 2 }, { policy: 'RR', priority: -2, realTimePriority: 1, nice: 0 }],
  ['DEADLINE', { 18: -101, 41: 6 }, { policy: 'DEADLINE', priority: -101, realTimePriority: null, nice: 0 }],
  ['nice 19', { 18: 39, 19: 19 }, { policy: 'OTHER', priority: 39, realTimePriority: null, nice: 19 }],
] as const) {
  test(situation, async () => {
    const { data } = await askProcess('scheduling { policy priority realTimePriority nice }', {}, changes);
    assert.deepEqual(data, { process: { scheduling } });
  });
}

test('each thread has its own figures; the portion of the CPU is that of the process', async () => {
  const figures = (head: string, value: string) => `${head}\n${'-'.repeat(67)}\nse.exec_start  :  ${value}\n`;
  const { data, extensions } = await askProcess(
    `scheduling { autogroup { id } schedstat { runNanoseconds } figures { text } }
     thread(tid: 8) {
       scheduling { autogroup { id } schedstat { runNanoseconds waitNanoseconds slices } figures { name value text } }
     }`,
    {
      autogroup: '/autogroup-110 nice 0\n',
      schedstat: '32425780 0 10\n',
      sched: figures('sleep (7, #threads: 2)', '5.000001'),
      'task/8/schedstat': '9007199254740993 0 1\n',
      'task/8/sched': figures('worker (8, #threads: 2)', '9007199254740.993123'),
    },
  );
  const autogroup = { id: 110 };
  assert.deepEqual(data, {
    process: {
      scheduling: { autogroup, schedstat: { runNanoseconds: 32425780 }, figures: [{ text: '5.000001' }] },
      thread: {
        scheduling: {
          autogroup,
          schedstat: { runNanoseconds: '9007199254740993', waitNanoseconds: 0, slices: 1 },
          figures: [{ name: 'se.exec_start', value: 9007199254740.992, text: '9007199254740.993123' }],
        },
      },
    },
  });
  assert.equal(extensions, undefined);
});

test('the timer slack is known of the first thread only', async () => {
  const { data, extensions } = await ask(
    '{ process(pid: 100) { threads(first: 2) { nodes { scheduling { timerSlackNanoseconds } } } } }',
  );
  const nodes = [50000, null].map((timerSlackNanoseconds) => ({ scheduling: { timerSlackNanoseconds } }));
  assert.deepEqual(data, { process: { threads: { nodes } } });
  assert.deepEqual(extensions, {
    procfs: { nulls: [{ field: 'Scheduling.timerSlackNanoseconds', reason: 'UNSUPPORTED', count: 1 }] },
  });
});

test('no group: with autogroups switched off, plain null; of a kernel thread, with the reason', async () => {
  const off = await askProcess('scheduling { autogroup { id } }', { autogroup: '' });
  assert.deepEqual(off, { data: { process: { scheduling: { autogroup: null } } } });
  const { extensions } = await ask('{ process(pid: 2) { scheduling { autogroup { id } } } }');
  assert.partialDeepStrictEqual(extensions, { procfs: { nulls: [{ reason: 'KERNEL_THREAD' }] } });
});
