import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseSystemStat } from '../../src/procfs/stat.ts';

const text = `cpu  4728 0 3276 218050 382 0 47 43 0 0
cpu0 1904 0 1323 109989 18 0 13 19 0 0
cpu3 2824 0 1952 108060 363 0 33 24 0 0
intr 429809${' 0'.repeat(3000)}
ctxt 1223474
btime 1795445320
processes 4072
procs_running 3
procs_blocked 0
softirq 129858 0 17366 7 11341 35871 0 3 39878 0 25392
`;
const parse = (text: string) => parseSystemStat(Buffer.from(text));

test('two CPUs online of four', () => {
  const { cpu, cpus, ...counts } = parse(text);
  assert.deepEqual(cpu, {
    user: 4728,
    nice: 0,
    system: 3276,
    idle: 218050,
    iowait: 382,
    irq: 0,
    softirq: 47,
    steal: 43,
    guest: 0,
    guestNice: 0,
  });
  assert.deepEqual(
    cpus.map(({ cpu, user, idle }) => ({ cpu, user, idle })),
    [
      { cpu: 0, user: 1904, idle: 109989 },
      { cpu: 3, user: 2824, idle: 108060 },
    ],
  );
  assert.deepEqual(counts, {
    intr: 429809,
    ctxt: 1223474,
    btime: 1795445320,
    processes: 4072,
    procsRunning: 3,
    procsBlocked: 0,
    softirq: 129858,
  });
});

test('counters that the kernel printed while they were below zero', () => {
  const { processes, procsBlocked, procsRunning } = parse(
    text.replace('blocked 0', 'blocked 18446744073709551615').replace('4072', '-2049562273'),
  );
  assert.deepEqual({ processes, procsBlocked, procsRunning }, { processes: null, procsBlocked: null, procsRunning: 3 });
});

test('a count of tasks that the kernel printed while it was below zero, in 32 bits', () => {
  assert.equal(parse(text.replace('running 3', 'running 4294967295')).procsRunning, null);
});

test('ticks that the kernel printed while they were below zero', () => {
  assert.equal(parse(text.replace('218050', '18446744073709551615')).cpu.idle, null);
});

test('an old kernel with four columns, an emulation with few lines', () => {
  const { cpu, cpus, ctxt } = parse('cpu  1 2 3 4\n');
  assert.partialDeepStrictEqual(cpu, { user: 1, idle: 4, iowait: null, steal: null, guestNice: null });
  assert.deepEqual(cpus, []);
  assert.equal(ctxt, null);
});

test('a later kernel with more columns', () => {
  assert.equal(parse('cpu  1 2 3 4 5 6 7 8 9 10 11 12\n').cpu.guestNice, 10);
});

for (const [situation, bytes, message] of [
  ['nothing', '', /no "cpu" line/],
  ['a letter among the ticks', text.replace('3276', '3z76'), /"system" is "3z76", not a whole number/],
  ['a word for a count', text.replace('1223474', 'many'), /"ctxt" is "many", not a whole number/],
] as const) {
  test(`rejects ${situation}`, () => assert.throws(() => parse(bytes), message));
}
