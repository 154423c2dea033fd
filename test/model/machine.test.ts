import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openMachine } from '../../src/model/machine.ts';
import { ask } from '../ask.ts';
import { makeMount, statLine } from '../mount.ts';

/** What the kernel tells a program, of a machine with pages of 64 KiB and 250 ticks a second. */
const auxv = Buffer.from(BigUint64Array.of(6n, 65536n, 17n, 250n, 0n, 0n).buffer).toString('latin1');
const files = {
  stat: 'cpu  1 2 3 4\nbtime 1700000000\n',
  uptime: '100.00 1.00\n',
  '7/stat': statLine(7, { 14: 1000, 15: 500, 22: 12500, 24: 3 }),
  '7/task/7/stat': statLine(7, { 14: 750, 15: 125 }),
};

test('pages and ticks of another size: bytes, seconds and dates are right, raw figures stay', async () => {
  const { data, errors } = await ask(
    `{
      process(pid: 7) {
        residentBytes startedAt cpu { userSeconds systemSeconds totalSeconds lifetimePercent }
        thread(tid: 7) { userSeconds systemSeconds }
        stat { userTicks residentPages }
      }
      most: processes(where: { minResidentBytes: 196608 }) { totalCount }
      more: processes(where: { minResidentBytes: 196609 }) { totalCount }
    }`,
    { mount: await makeMount({ ...files, 'self/auxv': auxv }) },
  );
  assert.equal(errors, undefined);
  assert.deepEqual(data, {
    process: {
      residentBytes: 3 * 65536,
      startedAt: new Date(1700000050000).toISOString(),
      cpu: { userSeconds: 4, systemSeconds: 2, totalSeconds: 6, lifetimePercent: 12 },
      thread: { userSeconds: 3, systemSeconds: 0.5 },
      stat: { userTicks: 1000, residentPages: 3 },
    },
    most: { totalCount: 1 },
    more: { totalCount: 0 },
  });
});

test('where `self` says nothing, the first process does', async () => {
  const { ticksPerSecond, pageBytes } = await openMachine(await makeMount({ 'self/auxv': '', '1/auxv': auxv }));
  assert.deepEqual({ ticksPerSecond, pageBytes }, { ticksPerSecond: 250, pageBytes: 65536 });
});
