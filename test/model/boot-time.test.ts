import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BootTime } from '../../src/model/boot-time.ts';

test('read once, and again when the clock has been set', async (t) => {
  const bootTime = new BootTime();
  const reads: number[] = [];
  const get = (seconds: number) =>
    bootTime.get(async () => {
      reads.push(seconds);
      return seconds;
    });
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() });
  assert.deepEqual([await get(1000), await get(1001)], [1000, 1000]);
  t.mock.timers.setTime(Date.now() + 3_600_000);
  assert.deepEqual([await get(4600), await get(4601)], [4600, 4600]);
  assert.deepEqual(reads, [1000, 4600]);
});

test('what could not be read is tried again', async () => {
  const bootTime = new BootTime();
  await assert.rejects(bootTime.get(() => Promise.reject(new Error('not now'))));
  assert.equal(await bootTime.get(async () => 1000), 1000);
});
