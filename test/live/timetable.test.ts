import assert from 'node:assert/strict';
import { performance } from 'node:perf_hooks';
import { test } from 'node:test';
import { Timetable } from '../../src/live/timetable.ts';

/** A timetable that keeps what was due, and when, until it has been so many times. */
function record(count: number, wait: () => Promise<void> = async () => {}) {
  const runs: { at: number; due: string[] }[] = [];
  const done = Promise.withResolvers<typeof runs>();
  const table = new Timetable<string>(async (due) => {
    runs.push({ at: performance.now(), due });
    if (runs.length === count) done.resolve(runs);
    await wait();
  });
  return { table, runs: done.promise };
}

test('due at once, then after each interval', async () => {
  const { table, runs } = record(4);
  const start = performance.now();
  table.add('a', 60);
  const times = (await runs).map(({ at }) => at - start);
  table.remove('a');
  for (const [index, time] of times.entries()) assert.ok(time > 60 * index - 2, `${time}`);
});

test('a timer that fires too early: nothing is done before anything is due', async (t) => {
  let now = 1000;
  t.mock.method(performance, 'now', () => {
    now += 0.1;
    return now;
  });
  const { table, runs } = record(2, async () => {
    now = 1058;
  });
  table.add('a', 60);
  const due = (await runs).map(({ due }) => due);
  table.remove('a');
  assert.deepEqual(due, [['a'], ['a']]);
});

test('intervals of which one divides the other fall together', async () => {
  const { table, runs } = record(9);
  table.add('slow', 80);
  table.add('quick', 40);
  const together = (await runs).slice(1).filter(({ due }) => due.includes('slow'));
  table.remove('slow');
  table.remove('quick');
  assert.ok(together.length > 1);
  for (const { due } of together) assert.deepEqual(due, ['slow', 'quick']);
});

test('one that takes longer than its interval is followed at once, never overtaken', async () => {
  let running = 0;
  const { table, runs } = record(4, async () => {
    assert.equal(++running, 1);
    await new Promise((resolve) => setTimeout(resolve, 70));
    running--;
  });
  table.add('a', 50);
  await runs;
  table.remove('a');
});

test('hastened, it is due now', { timeout: 10_000 }, async (t) => {
  const { table, runs } = record(2, async () => void setImmediate(() => table.hasten('a')));
  t.after(() => table.remove('a'));
  table.add('a', 3_600_000);
  await runs;
});

test('removed, it is never due again, and no timer is left', async () => {
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const before = timers();
  const { table, runs } = record(1);
  table.add('a', 50);
  await runs;
  await turn();
  assert.equal(timers(), before + 1);
  table.remove('a');
  assert.equal(timers(), before);
});

const turn = () => new Promise<false>((resolve) => setImmediate(resolve, false));
