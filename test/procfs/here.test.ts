import assert from 'node:assert/strict';
import { readlinkSync } from 'node:fs';
import { pid } from 'node:process';
import { test } from 'node:test';
import { Op } from '../../src/procfs/batch.ts';
import type { Answer } from '../../src/procfs/group.ts';
import { hereIfPrompt } from '../../src/procfs/pools.ts';
import { Proc } from '../../src/procfs/proc.ts';
import { resources } from '../live/resources.ts';

const proc = new Proc('/proc', hereIfPrompt());

const group = { reads: [{ op: Op.show, path: 'self/stat' }], pinned: false };

test('files that are there at once: read without a thread', async () => {
  const { threads } = resources();
  assert.match(String(await proc.read('self/stat')), new RegExp(`^${pid} `));
  assert.equal(String(await proc.read('self/cwd', Op.link)), readlinkSync('/proc/self/cwd'));
  await assert.rejects(proc.read('self/no-such-file'), { reason: 'NOT_FOUND' });
  assert.equal(resources().threads, threads);
});

test('a file that may keep its reader waiting: read by a thread', async () => {
  const { threads } = resources();
  assert.match(String(await proc.read(`${pid}/cmdline`)), /here\.test\.ts/);
  assert.equal(resources().threads, threads + 1);
});

test('several batches: each is answered, and what is due meanwhile is done between them', async () => {
  const answers: Answer[] = [];
  const counts: number[] = [];
  const reading = proc.readGroups(Array(5000).fill(group), (_, [answer]) => answer && answers.push(answer));
  const looking = setInterval(() => counts.push(answers.length), 1);
  await reading;
  clearInterval(looking);
  assert.equal(answers.length, 5000);
  assert.ok(answers.every((answer) => answer instanceof Buffer && answer.length > 50));
  assert.ok(
    counts.some((count) => count < 5000),
    'timers went off while it was read',
  );
});

test('an aborted batch: what has not begun is not read', async () => {
  const controller = new AbortController();
  const reading = proc.readGroups(
    Array(5000).fill(group),
    () => controller.abort(new Error('enough')),
    controller.signal,
  );
  await assert.rejects(reading, /^Error: enough$/);
});
