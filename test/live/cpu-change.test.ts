import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CpuChange, type CpuMode } from '../../src/live/cpu-change.ts';
import { ProcfsError } from '../../src/procfs/error.ts';
import type { CpuTicks } from '../../src/procfs/stat.ts';

const start: CpuTicks = {
  user: 1000,
  nice: 500,
  system: 300,
  idle: 9000,
  iowait: 50,
  irq: 0,
  softirq: 20,
  steal: 10,
  guest: 400,
  guestNice: 200,
};
const modes = Object.keys(start) as CpuMode[]; // of a literal that has them all

/** The ticks of each mode that are given more than at the start. */
const later = (more: Partial<Record<CpuMode, number>>): CpuTicks => ({
  ...start,
  ...Object.fromEntries(Object.entries(more).map(([mode, ticks]) => [mode, (start[mode as CpuMode] ?? 0) + ticks])),
});

const change = (now: CpuTicks, before: CpuTicks | null = start) => new CpuChange(0, now, before);
const percents = (change: CpuChange) => Object.fromEntries(modes.map((mode) => [mode, change.percent(mode)]));
const zeros = Object.fromEntries(modes.map((mode) => [mode, 0]));

test('each mode has its part of the time', () => {
  const half = change(later({ user: 30, system: 15, idle: 50, iowait: 3, softirq: 1, steal: 1 }));
  assert.deepEqual(percents(half), { ...zeros, user: 30, system: 15, idle: 50, iowait: 3, softirq: 1, steal: 1 });
  assert.equal(half.busyPercent(), 47);
});

test('a guest’s time, which is in that of user and nice too, counts once', () => {
  const guests = change(later({ user: 60, guest: 40, nice: 20, guestNice: 15, idle: 20 }));
  assert.deepEqual(percents(guests), { ...zeros, user: 20, guest: 40, nice: 5, guestNice: 15, idle: 20 });
  assert.equal(guests.busyPercent(), 80);
});

test('a guest’s time that is there before the user’s is, or without it', () => {
  assert.deepEqual(percents(change(later({ user: 10, guest: 12, idle: 10 }))), { ...zeros, guest: 50, idle: 50 });
  assert.deepEqual(percents(change(later({ user: -10, guest: 12, idle: 10 }))), { ...zeros, idle: 100 });
});

test('counters that fall have not grown', () => {
  const fallen = change(later({ iowait: -50, steal: -10, idle: -7000, system: 5 }));
  assert.deepEqual(percents(fallen), { ...zeros, system: 100 });
  assert.equal(fallen.busyPercent(), 100);
});

test('no tick has passed, or all counters fell: nothing is known', () => {
  for (const now of [start, later(Object.fromEntries(modes.map((mode) => [mode, -1])))]) {
    assert.deepEqual(new Set(Object.values(percents(change(now)))), new Set([null]));
    assert.equal(change(now).busyPercent(), null);
  }
});

test('no sample before, or the CPU was not online in it', () => {
  assert.deepEqual(new Set(Object.values(percents(change(start, null)))), new Set([null]));
  assert.equal(change(start, null).busyPercent(), null);
});

test('a counter was nonsense, before or now: nothing is known, and that is said', () => {
  for (const mode of modes) {
    for (const [now, before] of [
      [{ ...later({ user: 10 }), [mode]: null }, start],
      [later({ user: 10 }), { ...start, [mode]: null }],
    ] as const) {
      assert.throws(() => change(now, before).percent('user'), { name: 'ProcfsError', reason: 'UNSUPPORTED' });
      assert.throws(() => change(now, before).busyPercent(), { message: `this kernel says nothing of ${mode}` });
    }
  }
});

test('an old kernel: the columns that it has add up, of the others nothing is said', () => {
  const old = { ...start, iowait: null, irq: null, softirq: null, steal: null, guest: null, guestNice: null };
  const change = new CpuChange(0, { ...old, user: 1030, idle: 9070 }, old);
  assert.deepEqual([change.percent('user'), change.percent('idle'), change.busyPercent()], [30, 70, 30]);
  assert.throws(() => change.percent('steal'), { reason: 'UNSUPPORTED' });
});

const ticks = fc.oneof(
  { weight: 20, arbitrary: fc.nat(200) },
  { weight: 10, arbitrary: fc.maxSafeNat() },
  { weight: 1, arbitrary: fc.constantFrom(null, Number.MAX_SAFE_INTEGER) },
);
const anyTicks = fc.record(Object.fromEntries(modes.map((mode) => [mode, ticks])) as Record<CpuMode, typeof ticks>);

test('whatever two samples say: percents from 0 to 100 that add up to 100, or none', () => {
  fc.assert(
    fc.property(anyTicks, anyTicks, (now, before) => {
      const any = new CpuChange(0, now, before);
      const known = modes.map((mode) => spoken(() => any.percent(mode))).filter((percent) => percent !== null);
      const busy = spoken(() => any.busyPercent());
      if (known.length === 0) return assert.equal(busy, null);
      assert.ok(
        [...known, busy ?? -1].every((percent) => percent >= 0 && percent <= 100),
        `${known}; ${busy}`,
      );
      const sum = known.reduce((sum, percent) => sum + percent, 0);
      assert.ok(Math.abs(sum - 100) < 1e-9, `${known} are ${sum}`);
    }),
    { numRuns: 5000 },
  );
});

function spoken(say: () => number | null): number | null {
  try {
    return say();
  } catch (error) {
    if (error instanceof ProcfsError) return null;
    throw error;
  }
}
