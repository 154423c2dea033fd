import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { decodeStats, Op } from '../../src/procfs/batch.ts';
import { ProcfsError } from '../../src/procfs/error.ts';
import type { Answer, Group, Read } from '../../src/procfs/group.ts';
import { Proc } from '../../src/procfs/proc.ts';
import { writerOf } from '../fifo.ts';

const live = new Proc('/proc');

async function ask(proc: Proc, ...groups: Group[]): Promise<Answer[][]> {
  const all: Answer[][] = [];
  await proc.readGroups(groups, (index, answers) => {
    all[index] = answers;
  });
  return all;
}

const file = (path: string): Read => ({ op: Op.read, path });
const alone = (...reads: Read[]): Group => ({ reads, pinned: false });
const reasonOf = (answer: Answer | undefined) => (answer instanceof ProcfsError ? answer.reason : 'an answer');

test('a file, a link, a directory and what a path leads to', async () => {
  const { pid } = process;
  const [[comm, exe, task, stats] = []] = await ask(
    live,
    alone(
      file(`${pid}/comm`),
      { op: Op.link, path: `${pid}/exe` },
      { op: Op.list, path: `${pid}/task` },
      { op: Op.stat, path: `${pid}/exe` },
    ),
  );
  assert.equal(String(comm), readFileSync('/proc/self/comm', 'utf8'));
  assert.equal(String(exe), process.execPath);
  assert.ok(String(task).split('\0').includes(String(pid)));
  assert.ok(stats instanceof Buffer);
  assert.equal(decodeStats(stats).mode & constants.S_IFMT, constants.S_IFREG);
});

test('a file that is larger than the kernel’s buffer, read to its end', async () => {
  const expected = readFileSync('/proc/kallsyms').length;
  assert.ok(expected > 1 << 20);
  assert.equal((await live.read('kallsyms')).length, expected);
});

test('2,000 reads in one batch: each answer at its place', async () => {
  const groups = Array.from({ length: 2000 }, (_, index) => alone(file(index % 2 ? 'version' : 'uptime')));
  const answers = await ask(live, ...groups);
  const version = readFileSync('/proc/version', 'utf8');
  answers.forEach(([answer], index) => {
    assert.equal(String(answer) === version, index % 2 === 1);
  });
});

test('what is not there, and what is denied, costs only its own answer', async () => {
  const [[absent, present] = []] = await ask(live, alone(file('999999999/stat'), file('version')));
  assert.equal(reasonOf(absent), 'NOT_FOUND');
  assert.match(String(absent), /999999999\/stat: ENOENT/);
  assert.equal(reasonOf(present), 'an answer');
});

test('a process that goes away while its files are read: none of the answers counts', async () => {
  const child = spawn('sleep', ['60']);
  const [answers] = await ask(live, { reads: [file(`${child.pid}/stat`), file(`${child.pid}/comm`)], pinned: true });
  assert.deepEqual(answers?.map(reasonOf), ['an answer', 'an answer']);
  child.kill('SIGKILL');
  await once(child, 'exit');
  const [gone] = await ask(live, { reads: [file(`${child.pid}/stat`), file(`${child.pid}/comm`)], pinned: true });
  assert.deepEqual(gone?.map(reasonOf), ['NOT_FOUND', 'NOT_FOUND']);
});

test('its pid is another’s before the last file is read: nothing of the other is told', async (t) => {
  if (process.getuid?.() !== 0) return t.skip('forcing a pid takes root: it writes /proc/sys/kernel/ns_last_pid');
  const directory = temporary();
  const fifo = join(directory, 'fifo');
  execFileSync('mkfifo', [fifo]);
  const first = spawn('sleep', ['60']);
  const pid = Number(first.pid);
  const reading = ask(live, {
    reads: [file(`${pid}/stat`), file(`${process.pid}/root${fifo}`), file(`${pid}/comm`)],
    pinned: true,
  });
  const writer = await writerOf(fifo);
  first.kill('SIGKILL');
  await once(first, 'exit');
  const second = spawnAs(pid);
  t.after(() => second.kill('SIGKILL'));
  assert.ok(readFileSync(`/proc/${pid}/stat`).length > 0, 'the pid is in use again');
  await writer.close();
  const [answers] = await reading;
  assert.deepEqual(answers?.map(reasonOf), ['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND']);
});

test('a read that hangs: that one times out, the others of its batch and of other batches are answered', async () => {
  const mount = temporary();
  for (const pid of [1, 2, 3]) {
    mkdirSync(join(mount, String(pid)));
    writeFileSync(join(mount, String(pid), 'stat'), `stat of ${pid}`);
    if (pid !== 2) writeFileSync(join(mount, String(pid), 'cmdline'), `cmdline of ${pid}`);
  }
  const fifo = join(mount, '2', 'cmdline');
  execFileSync('mkfifo', [fifo]);
  const proc = new Proc(mount);
  const group = (pid: number) => alone(file(`${pid}/cmdline`), file(`${pid}/stat`));
  const hanging = ask(proc, group(1), group(2), group(3));
  let isHanging = true;
  void hanging.then(() => {
    isHanging = false;
  });
  assert.equal(String(await proc.read('2/stat')), 'stat of 2');
  assert.equal(String(await proc.read('1/cmdline')), 'cmdline of 1');
  assert.ok(isHanging, 'the others were answered before the deadline');
  const [one, two, three] = await hanging;
  assert.deepEqual([...(one ?? []), ...(three ?? [])].map(String), [
    'cmdline of 1',
    'stat of 1',
    'cmdline of 3',
    'stat of 3',
  ]);
  assert.equal(reasonOf(two?.[0]), 'TIMEOUT');
  assert.equal(String(two?.[1]), 'stat of 2');
  assert.equal(proc.stuckReaders, 1);

  const [[again, stat] = []] = await ask(proc, group(2));
  assert.equal(reasonOf(again), 'TIMEOUT');
  assert.equal(String(stat), 'stat of 2');
  assert.equal(proc.stuckReaders, 1, 'it was not asked again');
  await (await writerOf(fifo)).close();
});

test('five targets that hang at once do not use up the readers', async () => {
  const mount = temporary();
  const pids = [1, 2, 3, 4, 5];
  for (const pid of pids) {
    mkdirSync(join(mount, String(pid)));
    execFileSync('mkfifo', [join(mount, String(pid), 'environ')]);
  }
  writeFileSync(join(mount, 'cmdline'), 'answered');
  const proc = new Proc(mount);
  const answers = await ask(proc, ...pids.map((pid) => alone(file(`${pid}/environ`))));
  assert.deepEqual(
    answers.flat().map(reasonOf),
    pids.map(() => 'TIMEOUT'),
  );
  assert.equal(String(await proc.read('cmdline')), 'answered');
  for (const pid of pids) await (await writerOf(join(mount, String(pid), 'environ'))).close();
});

const directories: string[] = [];
after(() => {
  for (const directory of directories) rmSync(directory, { recursive: true });
});

function temporary(): string {
  const directory = mkdtempSync(join(tmpdir(), 'procql-'));
  directories.push(directory);
  return directory;
}

/** A process with this pid: whoever forks in between gets it instead, and it is tried again. */
function spawnAs(pid: number) {
  for (;;) {
    writeFileSync('/proc/sys/kernel/ns_last_pid', String(pid - 1));
    const child = spawn('sleep', ['60']);
    if (child.pid === pid) return child;
    child.kill('SIGKILL');
  }
}
