import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { ProcfsError } from '../../src/procfs/error.ts';
import { Proc } from '../../src/procfs/proc.ts';
import type { Sample, SampledFiles } from '../../src/procfs/sampled-files.ts';
import type { SampleRequest } from '../../src/procfs/sampling.ts';
import { addFiles, makeMount, statLine } from '../mount.ts';

const proc = new Proc('/proc');
const nothing = { every: [], isExact: false, some: [], released: { every: [], some: [] } };
const every = (...files: string[]): SampleRequest => ({ ...nothing, every: files });
const one = (pid: number, ...files: string[]): SampleRequest => ({ ...nothing, some: [[pid, files]] });

async function sleeper(t: TestContext) {
  const child = spawn('sleep', ['1000'], { stdio: 'ignore' });
  t.after(() => child.kill('SIGKILL'));
  await once(child, 'spawn');
  assert.ok(child.pid);
  return { pid: child.pid, child };
}

const filesOf = ({ changes }: Sample, wanted: number) =>
  changes.filter(({ pid }) => pid === wanted).map(({ file }) => file);

/** Samples until a process is in one. */
async function sampleWith(files: SampledFiles, request: SampleRequest, pid: number): Promise<Sample> {
  for (;;) {
    const sample = await files.sample(request);
    if (sample.gone.includes(pid) || filesOf(sample, pid).length > 0) return sample;
  }
}

for (const [mostHeld, listed] of [
  [0, { isComplete: false, isWhole: false }],
  [2, { isComplete: true, isWhole: false }],
  [10_000, { isComplete: true, isWhole: true }],
] as const) {
  test(`every process, with ${mostHeld} descriptors: all at first, then what is new, and who is gone`, async (t) => {
    const files = proc.sampled({ mostHeld, ...listed });
    const first = await files.sample(every('stat', 'status'));
    assert.deepEqual(filesOf(first, process.pid), ['stat', 'status']);
    const { pid, child } = await sleeper(t);
    assert.deepEqual(filesOf(await sampleWith(files, every('stat', 'status'), pid), pid), ['stat', 'status']);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const last = await files.sample(every('stat', 'status'));
    assert.deepEqual([filesOf(last, pid), last.gone.includes(pid)], [[], true]);
    assert.ok(!(await files.sample(every('stat', 'status'))).gone.includes(pid), 'said once');
    files.release();
  });
}

test('a single process, and a file of it that nobody wants any more', async (t) => {
  const { pid } = await sleeper(t);
  const files = proc.sampled({ mostHeld: 10, isComplete: true, isWhole: false });
  assert.deepEqual(filesOf(await files.sample(one(pid, 'stat', 'status')), pid), ['stat', 'status']);
  const released = { every: [], some: [[pid, ['status']] as const] };
  await files.sample({ ...one(pid, 'stat'), released });
  assert.ok(
    filesOf(await files.sample(one(pid, 'stat', 'status')), pid).includes('status'),
    'as if for the first time',
  );
  files.release();
});

test('no such process', async () => {
  const files = proc.sampled({ mostHeld: 10, isComplete: true, isWhole: false });
  assert.deepEqual(await files.sample(one(99_999_999, 'stat')), { changes: [], gone: [99_999_999] });
});

test('a file that a process does not have says so, as long as the process is there', async () => {
  const mount = await makeMount({ '7/stat': statLine(7) });
  const files = new Proc(mount).sampled({ mostHeld: 0, isComplete: false, isWhole: false });
  const { changes, gone } = await files.sample(every('stat', 'status'));
  assert.deepEqual(gone, []);
  assert.deepEqual(filesOf({ changes, gone }, 7), ['stat', 'status']);
  assert.ok(changes[1]?.answer instanceof ProcfsError && changes[1].answer.reason === 'NOT_FOUND');
});

test('who has changed and goes before the list is looked at is gone', async () => {
  const mount = await makeMount({ '7/stat': statLine(7), '8/stat': statLine(8), '9/stat': statLine(9) });
  const files = new Proc(mount).sampled({ mostHeld: 0, isComplete: false, isWhole: false });
  await files.sample(every('stat'));
  const [at8, at9] = [join(mount, '8/stat'), join(mount, '9/stat')];
  await addFiles(mount, { '7/stat': statLine(7, { 3: 'Z' }) });
  await Promise.all([rm(at8), rm(at9)]);
  execFileSync('mkfifo', [at8, at9]); // which are waited for until somebody writes
  const sampling = files.sample(every('stat'));
  await using _8 = await open(at8, 'w');
  await rm(join(mount, '7'), { recursive: true });
  await using _9 = await open(at9, 'w');
  const { changes, gone } = await sampling;
  assert.deepEqual([changes.map(({ pid }) => pid), gone], [[8, 9], [7]]);
});

test('any file may be missing of a process that is there, but for the first that is read of every process', async () => {
  const captured = new Proc(await makeMount({ '7/stat': statLine(7) }));
  const files = () => captured.sampled({ mostHeld: 0, isComplete: false, isWhole: false });
  for (const request of [every('stat', 'statm'), one(7, 'statm'), one(7, 'statm', 'stat')]) {
    const sample = await files().sample(request);
    assert.deepEqual(sample.gone, []);
    const statm = sample.changes.find(({ file }) => file === 'statm');
    assert.ok(statm?.answer instanceof ProcfsError && statm.answer.reason === 'NOT_FOUND');
  }
  const { changes, gone } = await files().sample(every('statm', 'stat'));
  assert.deepEqual([changes, gone], [[], [7]]);
});
