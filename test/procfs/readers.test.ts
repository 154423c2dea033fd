import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { deadlineMs, Op } from '../../src/procfs/batch.ts';
import { Proc } from '../../src/procfs/proc.ts';
import { resources, returnsTo } from '../live/resources.ts';

/** Every thread but the main one begins late, as on a machine that is very busy. */
const late = `data:text/javascript,
  import { isMainThread } from 'node:worker_threads';
  if (!isMainThread) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ${2 * deadlineMs});`;

test('threads that take longer to begin than a read may: they are waited for', async () => {
  const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
  const args = ['--import', late, main, 'query', '{ process(pid: 1) { pid commandLine { text } } }'];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { timeout: 30_000 });
  assert.equal(stderr, '');
  assert.partialDeepStrictEqual(JSON.parse(stdout), { data: { process: { pid: 1 } } });
  assert.doesNotMatch(stdout, /TIMEOUT/);
});

test('what waits for long gets a thread more, which ends when it has had nothing to do for a while', async () => {
  const proc = new Proc('/proc');
  await proc.read('uptime');
  const before = resources();
  const group = { reads: [{ op: Op.show, path: 'self/stat' }], pinned: false };
  await proc.readGroups(
    Array.from({ length: 1000 }, () => group),
    () => {},
  );
  assert.equal(resources().threads, before.threads, 'who waits for a moment only waits');
  while (resources().threads === before.threads) {
    await proc.readGroups(
      Array.from({ length: 50_000 }, () => group),
      () => {},
    );
  }
  assert.equal(resources().threads, before.threads + 1);
  await returnsTo(before, { proc });
});
