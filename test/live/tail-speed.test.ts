import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { followLines } from '../../src/live/follow-lines.ts';
import { openMachine } from '../../src/model/machine.ts';

const machine = await openMachine('/proc');
const limits = { timeout: 60_000 };

/** A descriptor of this process, of an empty file to append to, and the lines that are written there. */
async function subject(t: TestContext) {
  const directory = mkdtempSync(join(tmpdir(), 'procql-'));
  const fd = openSync(join(directory, 'log'), 'a');
  const reader = (await followLines(machine, process.pid, fd, 0))[Symbol.asyncIterator]();
  t.after(async () => {
    await reader.return();
    closeSync(fd);
    rmSync(directory, { recursive: true });
  });
  return { fd, reader };
}

/** A program that writes to its descriptor 3, as this process has `fd`. */
const program = (source: string) => ['-e', `const { writeSync, fchmodSync } = require('fs');${source}`];
const stdio = (fd: number) => ['ignore', 'inherit', 'inherit', fd] as ['ignore', 'inherit', 'inherit', number];

test(
  'a million lines of 100 bytes, written at full speed: all arrive, in order, in little memory',
  limits,
  async (t) => {
    const { fd, reader } = await subject(t);
    const count = 1_000_000;
    const source = `
    for (let number = 0; number < ${count}; ) {
      let lines = '';
      for (const end = number + 500; number < end; number++) lines += String(number).padStart(99, '.') + '\\n';
      writeSync(3, lines);
    }`;
    const writer = spawn(process.execPath, program(source), { stdio: stdio(fd) });
    t.after(() => writer.kill('SIGKILL'));
    const used = () => process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
    const before = used();
    let most = 0;
    for (let number = 0; number < count; ) {
      const { value } = await reader.next();
      for (const { text } of value?.value.lines ?? []) {
        if (text.length !== 99 || !text.endsWith(`.${number}`)) assert.fail(`line ${number} is ${text}`);
        number++;
      }
      most = Math.max(most, used() - before);
    }
    assert.ok(most < 100 << 20, `${most} bytes`);
  },
);

test('more happens than inotify has room to tell while this server is busy: no line is missing', limits, async (t) => {
  const { fd, reader } = await subject(t);
  const room = Number(readFileSync('/proc/sys/fs/inotify/max_queued_events', 'utf8'));
  if (room > 100_000) return t.skip(`room for ${room} events`);
  const count = room;
  const source = `for (let number = 0; number < ${count}; number++) { writeSync(3, number + '\\n'); fchmodSync(3, 0o600); }`;
  spawnSync(process.execPath, program(source), { stdio: stdio(fd) });
  let next = 0;
  while (next < count) {
    const { value } = await reader.next();
    for (const { text } of value?.value.lines ?? []) assert.equal(text, String(next++));
  }
  spawnSync(process.execPath, program(`writeSync(3, 'after\\n')`), { stdio: stdio(fd) });
  assert.equal((await reader.next()).value?.value.lines[0]?.text, 'after');
});

test('a line arrives within 5 ms of its being written, most of the time', limits, async (t) => {
  const { fd, reader } = await subject(t);
  const count = 300;
  const source = `
    let left = ${count};
    const timer = setInterval(() => {
      writeSync(3, performance.timeOrigin + performance.now() + '\\n');
      if (--left === 0) clearInterval(timer);
    }, 5);`;
  const writer = spawn(process.execPath, program(source), { stdio: stdio(fd) });
  t.after(() => writer.kill('SIGKILL'));
  const delays: number[] = [];
  while (delays.length < count) {
    const { value } = await reader.next();
    const now = performance.timeOrigin + performance.now();
    delays.push(...(value?.value.lines ?? []).map(({ text }) => now - Number(text)));
  }
  const median = delays.sort((a, b) => a - b)[count / 2] ?? Number.NaN;
  assert.ok(median < 5, `${median} ms`);
});
