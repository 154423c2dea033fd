import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeMount, statLine } from '../mount.ts';
import { Victim } from './victim.ts';

const pids = [301, 302, 303, 304, 305];
const deadlineMs = 20_000;
/** What was started in place of threads that hung ends after 5 seconds of idleness, all at once. */
const idleDeadlineMs = 15_000;

/** Lets go whoever waits to read from a FIFO. */
function release(fifo: string): void {
  try {
    closeSync(openSync(fifo, constants.O_WRONLY | constants.O_NONBLOCK));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENXIO')) throw error; // nobody waits
  }
}

test('five targets hang at once: others are answered meanwhile, and the threads come back', {
  timeout: 60_000,
}, async () => {
  const stats = Object.fromEntries([300, ...pids].map((pid) => [`${pid}/stat`, statLine(pid)]));
  const procfs = await makeMount({ ...stats, '300/cmdline': 'sleep\x0060\0' });
  const fifos = pids.map((pid) => join(procfs, `${pid}/cmdline`));
  execFileSync('mkfifo', fifos);
  await using victim = await Victim.start({ args: ['--procfs', procfs] });
  const healthy = '{ process(pid: 300) { pid commandLine { text } } }';
  const right = await victim.ask(healthy);
  assert.match(JSON.stringify(right), /sleep 60/);
  await Promise.all(Array.from({ length: 8 }, () => victim.ask(healthy)));
  const threads = async () => (await readdir(`/proc/${victim.pid}/task`)).length;
  const before = await threads();

  let isHanging = true;
  const query = '{ processes(first: 10) { nodes { pid commandLine { text } } } }';
  const all = victim.ask(query).finally(() => {
    isHanging = false;
  });
  const start = performance.now();
  assert.deepEqual((await victim.ask('{ process(pid: 300) { pid } }')).data, { process: { pid: 300 } });
  assert.ok(isHanging, 'who asks for no file that hangs is answered first');
  const { data, extensions } = await all;
  assert.ok(performance.now() - start < deadlineMs);
  assert.match(JSON.stringify(data), /"pid":300,"commandLine":\{"text":"sleep 60"\}/);
  assert.deepEqual(extensions, {
    procfs: { nulls: [{ field: 'Process.commandLine', reason: 'TIMEOUT', count: pids.length }] },
  });
  assert.deepEqual(await victim.ask(healthy), right);

  const deadline = performance.now() + idleDeadlineMs;
  while ((await threads()) > before) {
    assert.ok(performance.now() < deadline, `${await threads()} threads, and ${before} before`);
    fifos.forEach(release);
    await victim.ask(healthy);
  }
  assert.deepEqual(await victim.ask(healthy), right);
});
