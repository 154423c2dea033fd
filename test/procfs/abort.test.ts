import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { Op } from '../../src/procfs/batch.ts';
import { Proc } from '../../src/procfs/proc.ts';
import { writerIfRead, writerOf } from '../fifo.ts';
import { makeMount } from '../mount.ts';

/** Files whose reads wait for as long as nobody writes. */
async function makePipes(...pids: number[]) {
  const mount = await makeMount(Object.fromEntries(pids.map((pid) => [`${pid}/comm`, 'x\n'])));
  for (const pid of pids) execFileSync('mkfifo', [join(mount, `${pid}/maps`)]);
  return { proc: new Proc(mount), path: (pid: number) => join(mount, `${pid}/maps`) };
}

const group = (pid: number) => ({ reads: [{ op: Op.read, path: `${pid}/maps` }], pinned: false });

test('an aborted batch: the read that has begun ends, and the next is not begun', async () => {
  const { proc, path } = await makePipes(1, 2);
  const controller = new AbortController();
  let taken = 0;
  const reading = proc.readGroups([group(1), group(2)], () => taken++, controller.signal);
  const refused = assert.rejects(reading, /^Error: enough$/);
  const writer = await writerOf(path(1));
  controller.abort(new Error('enough'));
  await writer.close();
  await refused;
  assert.equal(await writerIfRead(path(2)), null);
  assert.equal(taken, 0);
});

test('an aborted batch that waits for a thread is never begun; those of others are read', async () => {
  const { proc, path } = await makePipes(1, 2, 3);
  const controller = new AbortController();
  const others = [proc.read('1/maps'), proc.read('2/maps')];
  const writers = [await writerOf(path(1)), await writerOf(path(2))];
  const reading = proc.readGroups([group(3)], () => assert.fail('it was read'), controller.signal);
  const refused = assert.rejects(reading, /^Error: enough$/);
  const after = proc.read('3/auxv').catch((error: Error) => error.message);
  controller.abort(new Error('enough'));
  for (const writer of writers) await writer.close();
  await refused;
  assert.deepEqual((await Promise.all(others)).map(String), ['', '']);
  assert.match(String(await after), /3\/auxv/);
  assert.equal(await writerIfRead(path(3)), null);
});
