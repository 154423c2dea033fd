import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  closeSync,
  constants,
  existsSync,
  mkdtempSync,
  openSync,
  rmSync,
  statfsSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type TestContext, test } from 'node:test';
import { followLines } from '../../src/live/follow-lines.ts';
import { openMachine } from '../../src/model/machine.ts';
import { Fuse } from './fuse.ts';
import { Shell } from './shell.ts';
import { timesOpen } from './times-open.ts';

const machine = await openMachine('/proc');
const limits = { timeout: 30_000 };
const isRoot = process.getuid?.() === 0;

function makeDirectory(t: TestContext, parent = tmpdir()): string {
  const directory = mkdtempSync(join(parent, 'procql-'));
  t.after(() => rmSync(directory, { recursive: true }));
  return directory;
}

/** The texts of the lines that come, one at a time. */
async function follow(t: TestContext, pid: number, fd: number, last = 0): Promise<() => Promise<string | undefined>> {
  const reader = (await followLines(machine, pid, fd, last))[Symbol.asyncIterator]();
  t.after(() => reader.return());
  const unread: string[] = [];
  return async () => {
    while (unread.length === 0) {
      const { done, value } = await reader.next();
      if (done) return undefined;
      unread.push(...value.value.lines.map(({ text }) => text));
    }
    return unread.shift();
  };
}

test('a file that never had a name', limits, async (t) => {
  const { O_RDWR, O_DIRECTORY } = constants;
  let fd: number;
  try {
    fd = openSync(makeDirectory(t), 0o20000000 | O_DIRECTORY | O_RDWR);
  } catch (error) {
    return t.skip(`no O_TMPFILE here: ${error}`);
  }
  t.after(() => closeSync(fd));
  writeSync(fd, 'one\n');
  const next = await follow(t, process.pid, fd, 1);
  assert.equal(await next(), 'one');
  writeSync(fd, 'two\n');
  assert.equal(await next(), 'two');
});

test('a memfd', limits, async (t) => {
  const program = `
import os, sys
log = os.memfd_create('log')
os.write(log, b'one\\n')
print(log, flush=True)
for line in sys.stdin: os.write(log, line.encode())`;
  const child = spawn('python3', ['-c', program], { stdio: ['pipe', 'pipe', 'inherit'] });
  t.after(() => child.kill('SIGKILL'));
  try {
    await once(child, 'spawn');
  } catch {
    return t.skip('there is no python3');
  }
  const [fd] = await once(createInterface({ input: child.stdout }), 'line');
  const next = await follow(t, child.pid ?? 0, Number(fd), 1);
  assert.equal(await next(), 'one');
  child.stdin.end('two\n');
  assert.equal(await next(), 'two');
  assert.equal(await next(), undefined);
});

test('open for writing only', limits, async (t) => {
  const path = join(makeDirectory(t), 'log');
  const fd = openSync(path, 'a');
  t.after(() => closeSync(fd));
  const next = await follow(t, process.pid, fd);
  writeSync(fd, 'line\n');
  assert.equal(await next(), 'line');
});

test('a file that nobody may read: root follows it, others are refused', limits, async (t) => {
  const path = join(makeDirectory(t), 'log');
  const fd = openSync(path, 'a');
  t.after(() => closeSync(fd));
  chmodSync(path, 0o200);
  const following = follow(t, process.pid, fd);
  if (!isRoot) return assert.rejects(following, { extensions: { code: 'PERMISSION_DENIED' } });
  const next = await following;
  writeSync(fd, 'line\n');
  assert.equal(await next(), 'line');
});

test('a file in memory is watched: a line does not wait for the next look', limits, async (t) => {
  const memory = '/dev/shm';
  if (!existsSync(memory) || statfsSync(memory).type !== 0x01021994) return t.skip('/dev/shm is not tmpfs');
  const path = join(makeDirectory(t, memory), 'log');
  const fd = openSync(path, 'a');
  t.after(() => closeSync(fd));
  const next = await follow(t, process.pid, fd);
  const start = performance.now();
  for (let count = 0; count < 10; count++) {
    writeSync(fd, `${count}\n`);
    assert.equal(await next(), String(count));
  }
  assert.ok(performance.now() - start < 1000);
});

/** A file of a file system that tells nothing of what is written to it, open in a shell as descriptor 3. */
async function remote(t: TestContext): Promise<{ fuse: Fuse; shell: Shell } | undefined> {
  const directory = mkdtempSync(join(tmpdir(), 'procql-'));
  const fuse = await Fuse.mount(directory);
  if (typeof fuse === 'string') {
    rmSync(directory, { recursive: true });
    t.skip(fuse);
    return undefined;
  }
  const shell = new Shell();
  t.after(async () => {
    fuse.recover();
    await shell[Symbol.asyncDispose]();
    await fuse[Symbol.asyncDispose]();
    rmSync(directory, { recursive: true });
  });
  await fuse.append('one\n');
  await shell.run(`exec 3<${fuse.log}`);
  return { fuse, shell };
}

test('a file that others write to, unseen by this kernel: it is looked at again and again', limits, async (t) => {
  const subject = await remote(t);
  if (!subject) return;
  const next = await follow(t, subject.shell.pid, 3, 1);
  assert.equal(await next(), 'one');
  for (const line of ['two', 'three']) {
    await subject.fuse.append(`${line}\n`);
    assert.equal(await next(), line);
  }
  await subject.shell.run('exec 3<&-');
  assert.equal(await next(), undefined);
});

test(
  'a file system that hangs: the stream fails, nothing else waits, and no thread or descriptor is lost',
  limits,
  async (t) => {
    const subject = await remote(t);
    if (!subject) return;
    const { fuse, shell } = subject;
    const next = await follow(t, shell.pid, 3, 1);
    assert.equal(await next(), 'one');
    fuse.hang();
    const failure = assert.rejects(next(), { extensions: { code: 'TIMEOUT' } });
    const other = openSync(join(makeDirectory(t), 'log'), 'a');
    t.after(() => closeSync(other));
    const otherNext = await follow(t, process.pid, other);
    writeSync(other, 'line\n');
    assert.equal(await otherNext(), 'line');
    await failure;
    assert.ok(machine.proc.stuckReaders > 0);
    fuse.recover();
    while (machine.proc.stuckReaders > 0 || timesOpen(fuse.log) > 0) await machine.proc.read('uptime');
  },
);
