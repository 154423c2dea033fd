import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { deadlineMs } from '../../src/procfs/batch.ts';

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
