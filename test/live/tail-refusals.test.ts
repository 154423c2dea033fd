import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  constants,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { GraphQLError } from 'graphql';
import { followLines } from '../../src/live/follow-lines.ts';
import { openMachine } from '../../src/model/machine.ts';
import { Proc } from '../../src/procfs/proc.ts';
import { Shell } from './shell.ts';

const machine = await openMachine('/proc');
const limits = { timeout: 20_000 };
const directory = mkdtempSync(join(tmpdir(), 'procql-'));
const fifo = join(directory, 'fifo');
const file = join(directory, 'file');
execFileSync('mkfifo', [fifo]);
writeFileSync(file, 'line\n');
after(() => rmSync(directory, { recursive: true }));

async function refused(pid: number, fd: number, obstacle: string, on = machine): Promise<void> {
  await assert.rejects(followLines(on, pid, fd, 1), (error) => {
    assert.ok(error instanceof GraphQLError);
    assert.deepEqual(error.extensions, { code: 'NOT_TAILABLE', obstacle });
    assert.match(
      error.message,
      new RegExp(`^descriptor ${fd} of process ${pid} cannot be followed. (It|The process) `),
    );
    return true;
  });
}

const { O_RDONLY, O_RDWR, O_NONBLOCK, O_NOCTTY } = constants;
const O_PATH = 0o10000000;

for (const [situation, path, flags, obstacle] of [
  ['a FIFO that nobody writes to', fifo, O_RDONLY | O_NONBLOCK, 'PIPE'],
  ['a FIFO that is open at both ends', fifo, O_RDWR, 'PIPE'],
  ['a terminal', '/dev/ptmx', O_RDWR | O_NOCTTY | O_NONBLOCK, 'TERMINAL'],
  ['an endless device', '/dev/zero', 0, 'DEVICE'],
  ['a directory', directory, 0, 'DIRECTORY'],
  ['a file of /proc', '/proc/self/stat', 0, 'PSEUDO_FILE'],
  ['a file of /sys', '/sys/kernel/uevent_seqnum', 0, 'PSEUDO_FILE'],
  ['a namespace', '/proc/self/ns/uts', 0, 'KERNEL_OBJECT'],
  ['a file open with O_PATH', file, O_PATH, 'PATH_ONLY'],
] as const) {
  test(`${situation} is refused`, limits, async () => {
    const fd = openSync(path, flags);
    await refused(process.pid, fd, obstacle);
    closeSync(fd);
  });
}

/** A descriptor of this process whose link is like this. */
function descriptor(link: RegExp): number {
  const names = readdirSync('/proc/self/fd').filter((name) => {
    try {
      return link.test(readlinkSync(`/proc/self/fd/${name}`));
    } catch {
      return false; // the directory itself, closed by now
    }
  });
  return Number(names[0] ?? assert.fail(`no descriptor like ${link}`));
}

test('an object of the kernel is refused', limits, async () => {
  await refused(process.pid, descriptor(/^anon_inode:\[eventpoll\]$/), 'KERNEL_OBJECT');
  await refused(process.pid, descriptor(/^anon_inode:\[eventfd\]$/), 'KERNEL_OBJECT');
});

test('a socket is refused', limits, async () => {
  await using shell = new Shell();
  await refused(shell.pid, 0, 'SOCKET');
});

test('a pidfd is refused, a memfd is followed', limits, async (t) => {
  const program = `
import os, sys
fd, log = os.pidfd_open(1), os.memfd_create('log')
os.write(log, b'line\\n')
print(fd, log, flush=True)
sys.stdin.read()`;
  const child = spawn('python3', ['-c', program], { stdio: ['pipe', 'pipe', 'inherit'] });
  t.after(() => child.kill('SIGKILL'));
  try {
    await once(child, 'spawn');
  } catch {
    return t.skip('there is no python3');
  }
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  const [fd, log] = String(line).split(' ').map(Number);
  await refused(child.pid ?? 0, fd ?? 0, 'KERNEL_OBJECT');
  const stream = (await followLines(machine, child.pid ?? 0, log ?? 0, 1))[Symbol.asyncIterator]();
  assert.equal((await stream.next()).value?.value.lines[0]?.text, 'line');
  await stream.return();
});

test('the reader of a pipe gets 2,000 of 2,000 lines, while others try to follow it', limits, async () => {
  const command = `seq 2000 | sh -c 'echo $$; read go < ${fifo}; wc -l'`;
  const child = spawn('sh', ['-c', command], { stdio: ['ignore', 'pipe', 'inherit'] });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const pid = Number((await answers.next()).value);
  try {
    await Promise.all(Array.from({ length: 100 }, () => refused(pid, 0, 'PIPE')));
  } finally {
    writeFileSync(fifo, 'go\n');
  }
  assert.equal((await answers.next()).value, '2000');
});

test('a FIFO is not opened: one who waits for that waits on', limits, async (t) => {
  const fd = openSync(fifo, O_PATH);
  t.after(() => closeSync(fd));
  await using writer = new Shell();
  await writer.run('echo ready');
  const idle = await waitingPlace(writer.pid);
  writer.start(`exec 4>${fifo}`);
  if (idle === undefined || !(await waitingPlace(writer.pid, idle))) {
    return t.skip('the kernel does not say in what a process waits');
  }
  await Promise.all(Array.from({ length: 100 }, () => refused(process.pid, fd, 'PIPE')));
  const isOpen = () => readdirSync(`/proc/${writer.pid}/fd`).includes('4');
  assert.ok(!isOpen());
  const reader = openSync(fifo, O_RDONLY | O_NONBLOCK);
  await writer.run('echo opened');
  assert.ok(isOpen());
  closeSync(reader);
});

/** The function of the kernel in which a process waits, if that is another than before. */
async function waitingPlace(pid: number, before = '0'): Promise<string | undefined> {
  for (let looks = 0; looks < 5000; looks++) {
    const place = readFileSync(`/proc/${pid}/wchan`, 'utf8');
    if (place !== '0' && place !== before) return place;
    await machine.proc.read('uptime');
  }
  return undefined;
}

test('what the server prints to is refused, of whatever process it is', limits, async (t) => {
  const source = (path: string) => JSON.stringify(new URL(`../../src/${path}`, import.meta.url));
  const program = `(async () => {
    const { openMachine } = await import(${source('model/machine.ts')});
    const { followLines } = await import(${source('live/follow-lines.ts')});
    const machine = await openMachine('/proc');
    for (const [pid, fd] of [[process.pid, 1], [process.pid, 2], [process.ppid, Number(process.env.FD)]]) {
      await followLines(machine, pid, fd, 1).catch((error) => console.error(error.extensions.obstacle));
    }
  })()`;
  const log = openSync(join(directory, 'own'), 'a');
  t.after(() => closeSync(log));
  const environment = { ...process.env, FD: String(log) };
  const child = spawn(process.execPath, ['-e', program], { env: environment, stdio: ['ignore', log, log] });
  await once(child, 'exit');
  assert.equal(readFileSync(join(directory, 'own'), 'utf8'), 'OWN_OUTPUT\n'.repeat(3));
});

test('a captured tree has links, but not the files they lead to', limits, async () => {
  const tree = join(directory, 'proc');
  for (const name of ['fd', 'fdinfo']) mkdirSync(join(tree, String(process.pid), name), { recursive: true });
  for (const name of ['stat', 'fdinfo/0']) {
    writeFileSync(join(tree, String(process.pid), name), readFileSync(`/proc/self/${name}`));
  }
  symlinkSync(file, join(tree, String(process.pid), 'fd/0'));
  const captured = { ...machine, proc: new Proc(tree) };
  await refused(process.pid, 0, 'CAPTURED', captured);
});

for (const [situation, pid, fd, last, code, message] of [
  ['pid 0', 0, 1, 0, 'BAD_USER_INPUT', /^pid must .* but was 0$/],
  ['a negative descriptor', process.pid, -1, 0, 'BAD_USER_INPUT', /^fd must .* but was -1$/],
  ['a negative number of lines', process.pid, 1, -1, 'BAD_USER_INPUT', /^last must .* from 0 to 10000, but was -1$/],
  ['too many lines', process.pid, 1, 10_001, 'BAD_USER_INPUT', /^last must .* from 0 to 10000, but was 10001$/],
  ['no such process', 99_999_999, 1, 0, 'NOT_FOUND', /^there is no process 99999999$/],
  ['no such descriptor', process.pid, 99_999, 0, 'NOT_FOUND', /^process \d+ has no descriptor 99999$/],
] as const) {
  test(`${situation}: ${code}`, limits, async () => {
    await assert.rejects(followLines(machine, pid, fd, last), { extensions: { code }, message });
  });
}

test('a file that this user may not read: PERMISSION_DENIED', limits, async (t) => {
  if (process.getuid?.() !== 0) return t.skip('only root may become somebody else');
  const source = (path: string) => JSON.stringify(new URL(`../../src/${path}`, import.meta.url));
  const secret = openSync(join(directory, 'secret'), 'a', 0o600);
  const program = `(async () => {
    const { openMachine } = await import(${source('model/machine.ts')});
    const { followLines } = await import(${source('live/follow-lines.ts')});
    await followLines(await openMachine('/proc'), process.pid, 3, 1).catch(({ extensions }) => console.log(extensions.code));
    await followLines(await openMachine('/proc'), 1, 3, 1).catch(({ extensions }) => console.log(extensions.code));
  })()`;
  const nobody = {
    uid: 65534,
    gid: 65534,
    stdio: ['ignore', 'pipe', 'inherit', secret] as ['ignore', 'pipe', 'inherit', number],
  };
  const child = spawn(process.execPath, ['-e', program], nobody);
  t.after(() => closeSync(secret));
  assert.equal(await text(child.stdout ?? assert.fail()), 'PERMISSION_DENIED\nPERMISSION_DENIED\n');
});
