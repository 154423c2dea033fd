import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import {
  appendFileSync,
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { type TestContext, test } from 'node:test';
import type { FileLines } from '../../src/live/file-tail.ts';
import { followLines } from '../../src/live/follow-lines.ts';
import type { Line } from '../../src/live/lines.ts';
import { openMachine } from '../../src/model/machine.ts';
import { returnsTo, settled } from './resources.ts';
import { Shell } from './shell.ts';

const machine = await openMachine('/proc');
const limits = { timeout: 30_000 };

/** A shell that has a file open as its descriptor 3, to append to. */
async function subject(t: TestContext, { contents = '', mode = '>>' } = {}) {
  const directory = mkdtempSync(join(tmpdir(), 'procql-'));
  const path = join(directory, 'log');
  writeFileSync(path, contents);
  const shell = new Shell();
  t.after(async () => {
    await shell[Symbol.asyncDispose]();
    rmSync(directory, { recursive: true });
  });
  await shell.run(`exec 3${mode}${path}`);
  return { shell, path, directory };
}

async function follow(t: TestContext, pid: number, last = 0, fd = 3) {
  const stream = (await followLines(machine, pid, fd, last))[Symbol.asyncIterator]();
  t.after(() => stream.return());
  return { stream, next: async (): Promise<FileLines | undefined> => (await stream.next()).value?.value };
}

type Next = () => Promise<FileLines | undefined>;

/** The next so many lines, in however many events they come. */
async function texts(next: Next, count: number): Promise<string[]> {
  const found: string[] = [];
  while (found.length < count) {
    const lines = await next();
    if (lines === undefined) break;
    found.push(...lines.lines.map(({ text }) => text));
  }
  return found;
}

/** All lines until something happens, and what does. */
async function untilEvent(next: Next) {
  const found: string[] = [];
  for (;;) {
    const lines = await next();
    if (lines === undefined) throw new Error('the stream ended without an event');
    found.push(...lines.lines.map(({ text, partial }) => (partial ? `${text}…` : text)));
    if (lines.event) return { texts: found, event: lines.event, droppedBytes: lines.droppedBytes };
  }
}

test('the last lines, then each as it is written', limits, async (t) => {
  const { shell } = await subject(t, { contents: 'one\ntwo\nthree\n' });
  const { next } = await follow(t, shell.pid, 2);
  assert.deepEqual((await next())?.lines, [
    { text: 'two', offset: 4, cut: false, partial: false },
    { text: 'three', offset: 8, cut: false, partial: false },
  ]);
  await shell.run('echo four >&3');
  assert.deepEqual((await next())?.lines, [{ text: 'four', offset: 14, cut: false, partial: false }]);
  await shell.run("printf '\\r\\n\\n' >&3");
  assert.deepEqual(await texts(next, 2), ['', '']);
});

for (const [last, expected] of [
  [0, []],
  [1, ['c']],
  [3, ['a', 'b', 'c']],
  [10_000, ['a', 'b', 'c']],
] as const) {
  test(`the last ${last} of three lines and an unfinished one`, limits, async (t) => {
    const { shell } = await subject(t, { contents: 'a\nb\nc\nunfin' });
    const { next } = await follow(t, shell.pid, last);
    await shell.run('echo ished >&3');
    assert.deepEqual(await texts(next, expected.length + 1), [...expected, 'unfinished']);
  });
}

test('of 16 MiB, only the lines that are in it', limits, async (t) => {
  const line = `${'x'.repeat(9999)}\n`;
  const { shell } = await subject(t, { contents: line.repeat(2000) });
  const { next } = await follow(t, shell.pid, 10_000);
  assert.deepEqual(await untilEvent(next), { texts: [], event: 'SHORTENED', droppedBytes: 0 });
  const count = Math.floor((16 << 20) / line.length);
  assert.equal((await texts(next, count)).length, count);
  await shell.run('echo end >&3');
  assert.deepEqual(await texts(next, 1), ['end']);
});

test('a line in parts, characters divided', limits, async (t) => {
  const { shell } = await subject(t);
  const { next } = await follow(t, shell.pid);
  for (const part of ['half \\342', '\\202', '\\254, end\\nnext\\n']) await shell.run(`printf '${part}' >&3`);
  assert.deepEqual(await texts(next, 2), ['half €, end', 'next']);
});

test('10 MB without a line feed, at which the process ends: pieces, cut where a character ends', limits, async (t) => {
  const { shell, path } = await subject(t);
  const { stream } = await follow(t, shell.pid);
  const long = '€uro'.repeat(1_750_000);
  appendFileSync(path, long);
  await shell[Symbol.asyncDispose]();
  const lines: Line[] = [];
  for await (const { value } of stream) lines.push(...value.lines);
  assert.equal(lines.map(({ text }) => text).join(''), long);
  assert.ok(lines.every(({ text }) => Buffer.byteLength(text) <= 65_536));
  assert.ok(lines.every(({ cut, partial }, index) => cut === index < lines.length - 1 && partial !== cut));
  assert.ok(
    lines.every(
      ({ offset, text }, index) =>
        lines[index + 1]?.offset === offset + Buffer.byteLength(text) || index === lines.length - 1,
    ),
  );
});

test('empty lines, NUL bytes and what is not UTF-8', limits, async (t) => {
  const { shell } = await subject(t);
  const { next } = await follow(t, shell.pid);
  await shell.run(String.raw`printf '\n\na\0b\n\377\342\202\n' >&3`);
  assert.deepEqual(await texts(next, 4), ['', '', 'a\0b', '\u{fffd}\u{fffd}']);
});

test('cut short by whom who appends: TRUNCATED, and on from the start', limits, async (t) => {
  const { shell, path } = await subject(t, { contents: 'before\n' });
  const { next } = await follow(t, shell.pid, 1);
  await shell.run('printf unfinished >&3');
  assert.deepEqual(await texts(next, 1), ['before']);
  truncateSync(path);
  assert.equal((await untilEvent(next)).event, 'TRUNCATED');
  await shell.run('echo after >&3');
  assert.deepEqual((await next())?.lines, [{ text: 'after', offset: 0, cut: false, partial: false }]);
});

test('cut short while the process writes on at its old place: the hole is left out', limits, async (t) => {
  const { shell, path } = await subject(t, { mode: '>' });
  const { next } = await follow(t, shell.pid);
  await shell.run('echo before >&3');
  assert.deepEqual(await texts(next, 1), ['before']);
  truncateSync(path);
  assert.deepEqual(await untilEvent(next), { texts: [], event: 'TRUNCATED', droppedBytes: 0 });
  await shell.run('echo after >&3');
  assert.deepEqual(await untilEvent(next), { texts: [], event: 'HOLE', droppedBytes: 7 });
  assert.deepEqual((await next())?.lines, [{ text: 'after', offset: 7, cut: false, partial: false }]);
});

test('written anew, and longer than before, in one go', limits, async (t) => {
  const { shell, path } = await subject(t, { contents: 'old\n' });
  const { next } = await follow(t, shell.pid, 1);
  assert.deepEqual(await texts(next, 1), ['old']);
  const file = openSync(path, 'r+');
  writeSync(file, 'new 1\nnew 2\n');
  closeSync(file);
  assert.equal((await untilEvent(next)).event, 'TRUNCATED');
  assert.deepEqual(await texts(next, 2), ['new 1', 'new 2']);
});

test('renamed, then deleted: followed as before', limits, async (t) => {
  const { shell, path } = await subject(t);
  const { next } = await follow(t, shell.pid);
  renameSync(path, `${path}.1`);
  await shell.run('echo renamed >&3');
  assert.deepEqual(await texts(next, 1), ['renamed']);
  rmSync(`${path}.1`);
  await shell.run('echo deleted >&3');
  assert.deepEqual(await texts(next, 1), ['deleted']);
});

test('deleted before it was followed', limits, async (t) => {
  const { shell, path } = await subject(t, { contents: 'before\n' });
  rmSync(path);
  const { next } = await follow(t, shell.pid, 1);
  await shell.run('echo after >&3');
  assert.deepEqual(await texts(next, 2), ['before', 'after']);
});

test('copied and cut, as logrotate does', limits, async (t) => {
  const { shell, path } = await subject(t);
  const { next } = await follow(t, shell.pid);
  await shell.run('echo one >&3');
  assert.deepEqual(await texts(next, 1), ['one']);
  await shell.run(`cp ${path} ${path}.1; : > ${path}; echo two >&3`);
  assert.equal((await untilEvent(next)).event, 'TRUNCATED');
  assert.deepEqual(await texts(next, 1), ['two']);
});

test('copied and cut while the process writes on at its old place: the hole is left out', limits, async (t) => {
  const { shell, path } = await subject(t, { mode: '>' });
  const { next } = await follow(t, shell.pid);
  await shell.run('echo one >&3');
  assert.deepEqual(await texts(next, 1), ['one']);
  await shell.run(`cp ${path} ${path}.1; : > ${path}; echo two >&3`);
  assert.equal((await untilEvent(next)).event, 'TRUNCATED');
  assert.deepEqual(await untilEvent(next), { texts: [], event: 'HOLE', droppedBytes: 4 });
  assert.deepEqual(await texts(next, 1), ['two']);
});

test('a file that begins with a hole is followed from the first line in it', limits, async (t) => {
  const { shell } = await subject(t, { contents: `${'\0'.repeat(100_000)}one\ntwo\n` });
  const { next } = await follow(t, shell.pid, 10);
  assert.deepEqual(await untilEvent(next), { texts: [], event: 'HOLE', droppedBytes: 100_000 });
  assert.deepEqual(await texts(next, 2), ['one', 'two']);
});

test('the descriptor leads to another file: the rest of the old, then all of the new', limits, async (t) => {
  const { shell, path } = await subject(t);
  const { next } = await follow(t, shell.pid);
  await shell.run(`echo old >&3; printf unfinished >&3; echo new > ${path}.2; exec 3>>${path}.2`);
  assert.deepEqual(await untilEvent(next), { texts: ['old', 'unfinished…'], event: 'REOPENED', droppedBytes: 0 });
  assert.deepEqual(await texts(next, 1), ['new']);
  await shell.run('echo newer >&3');
  assert.deepEqual(await texts(next, 1), ['newer']);
});

test('it leads to another file while megabytes of the first are unread, and that is deleted', limits, async (t) => {
  const { shell, path } = await subject(t);
  const { next } = await follow(t, shell.pid);
  const count = 10_000;
  const line = `${'x'.repeat(999)}\n`;
  appendFileSync(path, line.repeat(count));
  await shell.run(`echo new > ${path}.2; exec 3>>${path}.2; echo newer >&3; rm ${path}`);
  const old = await untilEvent(next);
  assert.deepEqual([old.texts.length, old.event], [count, 'REOPENED']);
  assert.deepEqual(await texts(next, 2), ['new', 'newer']);
});

test('it led to a third file before anybody looked at the second: on with the third', limits, async (t) => {
  const { shell, path } = await subject(t);
  const { next } = await follow(t, shell.pid);
  await shell.run(`echo one >&3; exec 3>>${path}.2; echo two >&3; exec 3>>${path}.3; echo three >&3`);
  assert.deepEqual(await untilEvent(next), { texts: ['one'], event: 'REOPENED', droppedBytes: 0 });
  assert.deepEqual(await texts(next, 1), ['three']);
});

test('back to the first file before anybody looked: nothing has happened', limits, async (t) => {
  const { shell, path } = await subject(t);
  const { next } = await follow(t, shell.pid);
  await shell.run(`echo one >&3; exec 3>>${path}.2; exec 3>>${path}; echo two >&3`);
  assert.deepEqual(await texts(next, 2), ['one', 'two']);
});

test('the descriptor leads to a pipe: that is not followed', limits, async (t) => {
  const { shell, directory } = await subject(t);
  const { stream, next } = await follow(t, shell.pid);
  await shell.run(`mkfifo ${directory}/fifo; exec 3<>${directory}/fifo; echo kept >&3`);
  assert.deepEqual(await untilEvent(next), { texts: [], event: 'CLOSED', droppedBytes: 0 });
  assert.equal((await stream.next()).done, true);
  assert.equal(await shell.run('read line <&3; echo $line'), 'kept');
});

test('closed: what was written, CLOSED, and the stream is over', limits, async (t) => {
  const { shell } = await subject(t);
  const { stream, next } = await follow(t, shell.pid);
  await shell.run('echo last >&3; printf unfinished >&3; exec 3>&-');
  assert.deepEqual(await untilEvent(next), { texts: ['last', 'unfinished…'], event: 'CLOSED', droppedBytes: 0 });
  assert.equal((await stream.next()).done, true);
});

test('a descriptor of this server, closed: its reader threads may use the number at once', limits, async (t) => {
  const { path } = await subject(t, { contents: 'line\n' });
  const fd = openSync(path, 'a');
  const { stream, next } = await follow(t, process.pid, 1, fd);
  closeSync(fd);
  assert.deepEqual(await texts(next, 1), ['line']);
  assert.deepEqual(await untilEvent(next), { texts: [], event: 'CLOSED', droppedBytes: 0 });
  assert.equal((await stream.next()).done, true);
});

test('a process that ends while megabytes are unread, its file deleted: all of it, then CLOSED', limits, async (t) => {
  const { shell, path } = await subject(t);
  const { stream, next } = await follow(t, shell.pid);
  const count = 300_000;
  rmSync(path);
  await shell.run(`seq ${count} >&3; printf end >&3`);
  await shell[Symbol.asyncDispose]();
  const { texts, event } = await untilEvent(next);
  assert.equal(event, 'CLOSED');
  assert.equal(texts.pop(), 'end…');
  assert.equal(texts.length, count);
  assert.ok(texts.every((text, index) => text === String(index + 1)));
  assert.equal((await stream.next()).done, true);
});

test('a reader that does not read: the file is not read either', limits, async (t) => {
  const { shell, path } = await subject(t);
  const { stream, next } = await follow(t, shell.pid);
  const line = `${'x'.repeat(999)}\n`;
  const count = 64_000;
  const read = () => Number(/rchar: (\d+)/.exec(readFileSync('/proc/self/io', 'utf8'))?.[1]);
  const before = read();
  await shell.run('echo first >&3');
  appendFileSync(path, line.repeat(count));
  const other = (await followLines(machine, shell.pid, 3, 0))[Symbol.asyncIterator]();
  await shell.run('exec 3>&-');
  for await (const { value } of other) if (value.event === 'CLOSED') break;
  assert.ok(read() - before < 4 << 20, `${read() - before} bytes`);
  const found = await untilEvent(next);
  assert.deepEqual([found.texts.length, found.event], [count + 1, 'CLOSED']);
  await stream.return();
});

for (const limit of ['max_inotify_instances', 'max_inotify_watches'])
  test(`${limit} used up: lines come all the same`, limits, async (t) => {
    const { path } = await subject(t);
    const source = (path: string) => JSON.stringify(new URL(`../../src/${path}`, import.meta.url));
    const program = `(async () => {
    const { watchPath } = await import(${source('procfs/watch.ts')});
    const { openMachine } = await import(${source('model/machine.ts')});
    const { followLines } = await import(${source('live/follow-lines.ts')});
    const stream = (await followLines(await openMachine('/proc'), process.pid, 3, 0))[Symbol.asyncIterator]();
    console.log(watchPath('/proc/self/fd/3', () => {}));
    for await (const { value } of stream) for (const { text } of value.lines) console.log(text);
  })()`;
    const [log, quoted] = [openSync(path, 'a'), `'${program.replaceAll("'", "'\\''")}'`];
    const command = `echo 0 > /proc/sys/user/${limit} && exec ${process.execPath} -e ${quoted}`;
    const child = spawn('unshare', ['-Ur', 'sh', '-c', command], { stdio: ['ignore', 'pipe', 'pipe', log] });
    t.after(() => child.kill('SIGKILL'));
    const answers = createInterface({ input: child.stdout ?? assert.fail() })[Symbol.asyncIterator]();
    const first = await answers.next();
    if (first.done) return t.skip(`no user namespace to be had: ${await text(child.stderr ?? assert.fail())}`);
    assert.equal(first.value, 'null');
    for (const line of ['one', 'two']) {
      appendFileSync(log, `${line}\n`);
      assert.equal((await answers.next()).value, line);
    }
  });

test('return() ends at once, with a read waiting', limits, async (t) => {
  const { shell } = await subject(t);
  const { stream } = await follow(t, shell.pid);
  const waiting = stream.next();
  await stream.return();
  assert.equal((await waiting).done, true);
});

test('1,000 subscriptions come and go: no descriptor, thread, timer or watch stays', limits, async (t) => {
  const { shell } = await subject(t, { contents: 'line\n' });
  const cycle = async () => {
    const stream = (await followLines(machine, shell.pid, 3, 1))[Symbol.asyncIterator]();
    await stream.next();
    const waiting = stream.next();
    await stream.return();
    await waiting;
  };
  await Promise.all(Array.from({ length: 20 }, cycle)); // starts all reader threads
  const before = await settled(machine);
  for (let count = 0; count < 1000; count++) await cycle();
  await returnsTo(before, machine);
});
