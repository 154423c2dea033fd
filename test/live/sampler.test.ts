import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { type Sampler, samplerOf } from '../../src/live/sampler.ts';
import type { Wish } from '../../src/live/wishes.ts';
import { openMachine } from '../../src/model/machine.ts';
import type { Operation } from '../../src/model/operation.ts';
import { returnsTo, settled } from './resources.ts';

const machine = await openMachine('/proc');
const sampler = samplerOf(machine);
const { pid } = process;
const limits = { timeout: 10_000 };

/** The samples that a watcher is given, until it has so many. */
function watch(sampler: Sampler, intervalMs: number, wish: Wish, count: number): Promise<Operation[]> {
  return new Promise((resolve, reject) => {
    const samples: Operation[] = [];
    const watching = sampler.watch(intervalMs, {
      wish,
      take: (sample) => {
        samples.push(sample);
        if (samples.length < count) return;
        watching.stop();
        resolve(samples);
      },
      fail: reject,
    });
  });
}

test('there is one sampler a mount', async () => {
  assert.equal(samplerOf(machine), sampler);
  assert.notEqual(samplerOf(await openMachine('/proc')), sampler);
});

test('who samples at the same time is given the same sample, with what each wants', async () => {
  const [all, one, none] = await Promise.all([
    watch(sampler, 50, { every: [] }, 3),
    watch(sampler, 50, { one: { pid, files: ['status'] } }, 3),
    watch(sampler, 100, {}, 2),
  ]);
  assert.deepEqual(new Set(all), new Set(one));
  const sample = all[0] ?? assert.fail();
  assert.equal(none[0], sample, 'at another interval too: later ones fall together if none is late');
  assert.ok(['stat', 'status'].every((name) => sample.process(pid).has(name)));
  assert.deepEqual([sample.process(1).has('stat'), sample.process(1).has('status')], [true, false]);
});

test('a sample of one process says nothing of others, though those are sampled too', async () => {
  const [all, one] = await Promise.all([
    watch(sampler, 200, { every: [] }, 2),
    watch(sampler, 50, { one: { pid, files: [] } }, 5),
  ]);
  const alone = one.find((sample) => !all.includes(sample)) ?? assert.fail();
  assert.deepEqual([alone.hasSampled(pid), alone.hasSampled(1)], [true, false]);
});

test('one that is slow to take a sample holds up nobody: the samples meanwhile are not for it', limits, async (t) => {
  const done = Promise.withResolvers<void>();
  let count = 0;
  const again = Promise.withResolvers<void>();
  const slow = sampler.watch(50, {
    wish: { one: { pid, files: [] } },
    take: () => (++count === 1 ? done.promise : again.resolve()),
    fail: again.reject,
  });
  t.after(() => {
    slow.stop();
    done.resolve();
  });
  await watch(sampler, 50, { one: { pid, files: [] } }, 4);
  await sampler.once({ every: [] });
  assert.equal(count, 1);
  done.resolve();
  await again.promise;
});

test('one that is refreshed while it takes a sample is given another afterwards', limits, async (t) => {
  const again = Promise.withResolvers<void>();
  let count = 0;
  const slow = sampler.watch(3_600_000, {
    wish: {},
    take: async () => {
      if (++count > 1) return again.resolve();
      slow.refresh();
      await watch(sampler, 50, {}, 2);
    },
    fail: again.reject,
  });
  t.after(slow.stop);
  await again.promise;
});

test('who fails to take a sample, at once or later, is told why', limits, async () => {
  const why = new Error('made up');
  const fails = (take: () => Promise<void> | void) =>
    new Promise((resolve) => {
      const { stop } = sampler.watch(50, {
        wish: {},
        take,
        fail: (error) => {
          stop();
          resolve(error);
        },
      });
    });
  const now = () => {
    throw why;
  };
  const later = () => watch(sampler, 50, {}, 2).then(now);
  assert.deepEqual(await Promise.all([fails(now), fails(later)]), [why, why]);
});

test('once nobody watches, nothing is kept open', async () => {
  await watch(sampler, 50, { every: [] }, 1);
  const before = await settled(machine);
  await Promise.all([
    watch(sampler, 50, { every: ['status'] }, 3),
    watch(sampler, 50, { one: { pid, files: ['statm'] } }, 2),
  ]);
  await returnsTo(before, machine);
});

test('what is held stays open from one sample to the next, until it is let go', async () => {
  await sampler.once({ every: [] });
  const before = await settled(machine);
  const letGo = sampler.hold({ every: [] });
  const { at, processes } = await sampler.once({ every: [] });
  assert.ok(at <= performance.now() && processes.get(pid)?.has('stat'));
  const isOpen = () => readdirSync('/proc/self/fd').length >= before.descriptors + processes.all.length;
  assert.ok(isOpen());
  await sampler.once({ one: { pid, files: ['status'] } });
  assert.ok(isOpen());
  letGo();
  await returnsTo(before, machine);
});

test('with few descriptors, samples keep few files open, and say the same', { timeout: 30_000 }, async () => {
  const module = (path: string) => JSON.stringify(new URL(path, import.meta.url));
  const program = `(async () => {
    const { openMachine } = await import(${module('../../src/model/machine.ts')});
    const { samplerOf } = await import(${module('../../src/live/sampler.ts')});
    const { readdirSync } = await import('node:fs');
    const before = readdirSync('/proc/self/fd').length;
    let count = 0;
    samplerOf(await openMachine('/proc')).watch(50, {
      wish: { every: ['status', 'statm', 'limits'] },
      take: (_, { all }) => {
        if (++count < 3) return;
        const isRead = (process) => process.failure || process.has('limits');
        console.log(JSON.stringify([readdirSync('/proc/self/fd').length - before, all.length, all.every(isRead)]));
        process.exit();
      },
      fail: (error) => { throw error; },
    });
  })()`;
  const limited = async (descriptors: number): Promise<[number, number, boolean]> => {
    const command = ['ulimit -n "$0" && exec "$@"', String(descriptors), process.execPath, '-e', program];
    const child = spawn('sh', ['-c', ...command], { stdio: ['ignore', 'pipe', 'inherit'] });
    return JSON.parse(await text(child.stdout));
  };
  const reserved = 512;
  const [few, count, isRead] = await limited(reserved + 40);
  assert.ok(count > 1 && isRead);
  const [none] = await limited(reserved);
  assert.equal(few - none, 20, 'half of what is not reserved');
});
