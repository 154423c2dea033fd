import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openMachine } from '../../src/model/machine.ts';
import { addFiles, type Files, makeMount, type StatChanges, statLine } from '../mount.ts';
import { ProcessSampler } from './process-sampler.ts';

const mount = await makeMount({});
const machine = await openMachine(mount);
let pid = 0;

const status = (lines: string) => `Name:\tx\nState:\tS\nTgid:\t1\nPid:\t1\nPPid:\t0\nThreads:\t1\n${lines}`;
const io = (bytes: string) =>
  `rchar: ${bytes}\nwchar: 0\nsyscr: 0\nsyscw: 0\nread_bytes: 0\nwrite_bytes: 0\ncancelled_write_bytes: 0\n`;

/** The second of two samples, of a process that is like this and then like that. */
async function secondSample(before: [StatChanges, Files], now: [StatChanges, Files]) {
  pid++;
  const put = ([changes, files]: [StatChanges, Files]) =>
    addFiles(
      mount,
      Object.fromEntries(
        Object.entries({ stat: statLine(pid, changes), ...files }).map(([path, text]) => [`${pid}/${path}`, text]),
      ),
    );
  const sampler = new ProcessSampler(machine, pid, ['status', 'io']);
  await put(before);
  await sampler.next();
  await put(now);
  return sampler.next();
}

test('differences, in the units that they have', async () => {
  const change = await secondSample(
    [
      { 10: 100, 12: 1, 14: 10, 15: 20, 24: 50 },
      { io: io('1000'), status: status('voluntary_ctxt_switches:\t5\n') },
    ],
    [
      { 10: 130, 12: 3, 14: 15, 15: 20, 24: 40 },
      { io: io('1500'), status: status('voluntary_ctxt_switches:\t9\n') },
    ],
  );
  assert.deepEqual([change.stat('minflt'), change.stat('majflt'), change.io('rchar')], [30, 2, 500]);
  assert.equal(change.status('voluntaryCtxtSwitches'), 4);
  assert.deepEqual([change.residentBytes(), change.residentChange()], [40 * 4096, -10 * 4096]);
  assert.ok(change.elapsedMs);
  assert.ok(Math.abs((change.cpuPercent('utime') ?? 0) - 5000 / change.elapsedMs) < 1e-9);
  assert.equal(change.cpuPercent('stime'), 0);
});

test('a counter that falls has not grown', async () => {
  const change = await secondSample([{ 10: 100, 14: 50 }, { io: io('10') }], [{ 10: 90, 14: 40 }, { io: io('9') }]);
  assert.deepEqual([change.stat('minflt'), change.cpuPercent('utime'), change.io('rchar')], [0, 0, 0]);
});

test('counters beyond 2^53 lose no digit', async () => {
  const change = await secondSample([{}, { io: io('9007199254740991') }], [{}, { io: io('18446744073709551615') }]);
  assert.equal(change.io('rchar'), 18446744073709551615n - 9007199254740991n);
});

test('what was not said in either sample is not known, and the rest is', async () => {
  const change = await secondSample(
    [{ 10: 1 }, { status: status('') }],
    [{ 10: 2 }, { status: status(''), io: io('1') }],
  );
  assert.throws(() => change.io('rchar'), { name: 'ProcfsError' });
  assert.throws(() => change.status('voluntaryCtxtSwitches'), { name: 'ProcfsError', reason: 'UNSUPPORTED' });
  assert.equal(change.stat('minflt'), 1);
});

for (const [situation, changes, ended] of [
  ['a zombie', { 3: 'Z' }, 'EXITED'],
  ['a process that dies at this moment', { 3: 'X', 20: 0 }, 'EXITED'],
  ['a first thread that ended before another', { 3: 'Z', 20: 2 }, null],
  ['another start time', { 22: 283164 }, 'REPLACED'],
  ['a thread that got the pid', { 38: -1 }, 'EXITED'],
  ['stopped', { 3: 'T' }, null],
] as const) {
  test(`${situation}: ${ended ?? 'it lives'}`, async () => {
    assert.equal((await secondSample([{}, {}], [changes, {}])).ended, ended);
  });
}

test('a sample that could not be read: unknown, but not the end', async () => {
  const change = await secondSample([{}, {}], [{}, { stat: '7 (x) S 1' }]);
  assert.equal(change.ended, null);
  assert.throws(() => change.stat('minflt'), { reason: 'MALFORMED' });
});
