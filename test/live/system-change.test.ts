import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemChange } from './system-sampler.ts';

const counts = (ctxt: string, processes: string, running = '3') =>
  `cpu  1 2 3 4\nctxt ${ctxt}\nbtime 5\nprocesses ${processes}\nprocs_running ${running}\nprocs_blocked 0\n`;

test('what happened, and what is', async () => {
  const change = await systemChange(
    { stat: counts('1000', '50') },
    { stat: counts('1700', '52'), uptime: '12.50 1.00\n' },
    250,
  );
  assert.deepEqual(
    [change.elapsedMs, change.count('ctxt'), change.count('processes'), change.tasks('procsRunning')],
    [250, 700, 2, 3],
  );
  assert.equal(change.now.table('uptime'), 12.5);
});

test('counters that fall have not grown', async () => {
  const change = await systemChange({ stat: counts('1000', '4294967295') }, { stat: counts('999', '7') });
  assert.deepEqual([change.count('ctxt'), change.count('processes')], [0, 0]);
});

test('counters that were nonsense, and lines that are not there, are not known; the rest is', async () => {
  const change = await systemChange(
    { stat: counts('1000', '-2049562273') },
    { stat: counts('1001', '9', '18446744073709551615') },
  );
  assert.equal(change.count('ctxt'), 1);
  for (const ask of [
    () => change.count('processes'),
    () => change.tasks('procsRunning'),
    () => change.count('softirq'),
  ]) {
    assert.throws(ask, { name: 'ProcfsError', reason: 'UNSUPPORTED' });
  }
});

test('a CPU goes offline, one comes back: each is compared with itself', async () => {
  const change = await systemChange(
    { stat: 'cpu  0 0 0 0\ncpu0 10 0 0 10\ncpu1 500 0 0 500\ncpu3 80 0 0 20\n' },
    { stat: 'cpu  0 0 0 0\ncpu0 10 0 0 20\ncpu2 900 0 0 5\ncpu3 90 0 0 20\n' },
  );
  assert.deepEqual(
    change.cpus.map((cpu) => [cpu.number, cpu.percent('user'), cpu.percent('idle')]),
    [
      [0, 0, 100],
      [2, null, null],
      [3, 100, 0],
    ],
  );
  assert.deepEqual([change.cpu.number, change.cpu.percent('idle')], [null, null]);
});

const stalled = (total: number) => `avg10=1.50 avg60=2.50 avg300=3.50 total=${total}\n`;

for (const [situation, total, elapsedMs, percent] of [
  ['a tenth of the time', 150_000, 500, 10],
  ['none of it', 100_000, 500, 0],
  ['a little more than all of it, by another clock', 600_400, 500, 100],
  ['less than before', 99_999, 500, 0],
  ['at the same moment', 150_000, 0, null],
] as const) {
  test(`stalled ${situation}`, async () => {
    const change = await systemChange(
      { 'pressure/io': `some ${stalled(100_000)}full ${stalled(7)}` },
      { 'pressure/io': `some ${stalled(total)}full ${stalled(7)}` },
      elapsedMs,
    );
    const { stalledPercent, ...some } = change.pressure('io').stall('some');
    assert.deepEqual(some, { avg10: 1.5, avg60: 2.5, avg300: 3.5, total });
    assert.equal(stalledPercent(), percent);
  });
}

test('no pressure where the kernel does not measure it, and none that it only prints', async () => {
  const files = { 'pressure/cpu': `some ${stalled(1)}full ${stalled(0)}`, 'pressure/irq': `full ${stalled(5)}` };
  const change = await systemChange(files, files);
  assert.equal(change.pressure('cpu').stall('some').stalledPercent(), 0);
  assert.equal(change.pressure('irq').stall('full').total, 5);
  for (const ask of [
    () => change.pressure('memory'),
    () => change.pressure('cpu').stall('full'),
    () => change.pressure('irq').stall('some'),
  ]) {
    assert.throws(ask, { name: 'ProcfsError', reason: 'UNSUPPORTED' });
  }
});

test('what could not be read before: no difference, but all that is', async () => {
  const change = await systemChange(
    { stat: 'cpu  x\n', 'pressure/io': 'some\n' },
    { stat: counts('1', '2'), 'pressure/io': `some ${stalled(5)}` },
  );
  assert.throws(() => change.count('ctxt'), { reason: 'MALFORMED' });
  assert.throws(() => change.cpu, { reason: 'MALFORMED' });
  assert.equal(change.tasks('procsRunning'), 3);
  const some = change.pressure('io').stall('some');
  assert.equal(some.total, 5);
  assert.throws(some.stalledPercent, { reason: 'MALFORMED' });
});
