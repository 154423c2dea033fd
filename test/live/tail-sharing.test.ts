import assert from 'node:assert/strict';
import { appendFileSync, closeSync, ftruncateSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { followLines } from '../../src/live/follow-lines.ts';
import type { Line } from '../../src/live/lines.ts';
import { openMachine } from '../../src/model/machine.ts';
import { follow, makeDirectory, openLog, read, untilInStep } from './log-readers.ts';
import { Shell } from './shell.ts';

const machine = await openMachine('/proc');
const limits = { timeout: 60_000 };

const line = `${'x'.repeat(999)}\n`;

function bytesOf(lines: readonly Line[]): number {
  return lines.reduce((sum, { text, partial }) => sum + text.length + (partial ? 0 : 1), 0);
}

/** Follows another file, and closes it: once that is seen, those that were followed before were looked at, too. */
async function untilLooked(t: TestContext): Promise<void> {
  const { fd } = openLog(t);
  const reader = await follow(t, fd);
  closeSync(fd);
  assert.equal((await read(reader, 1)).event, 'CLOSED');
}

test(
  'any number of readers, of whatever number of last lines: one file held open, and the same objects for all',
  limits,
  async (t) => {
    const { fd, path } = openLog(t);
    appendFileSync(path, 'one\ntwo\n');
    const readers = await Promise.all(Array.from({ length: 20 }, (_, index) => follow(t, fd, index % 3)));
    const lasts = await Promise.all(readers.map((reader, index) => read(reader, index % 3)));
    assert.deepEqual(
      lasts.map(({ lines }) => lines.map(({ text }) => text)),
      readers.map((_, index) => [[], ['two'], ['one', 'two']][index % 3]),
    );
    await untilInStep(readers, path);
    closeSync(fd);
  },
);

test('readers of one subscription begin each for itself', limits, async (t) => {
  const { fd, path } = openLog(t);
  appendFileSync(path, 'one\n');
  const lines = await followLines(machine, process.pid, fd, 1);
  const readers = [lines[Symbol.asyncIterator](), lines[Symbol.asyncIterator]()];
  for (const reader of readers) assert.equal((await read(reader, 1)).lines[0]?.text, 'one');
  appendFileSync(path, 'two\n');
  const late = lines[Symbol.asyncIterator]();
  assert.equal((await read(late, 1)).lines[0]?.text, 'two');
  for (const reader of readers) assert.equal((await read(reader, 1)).lines[0]?.text, 'two');
  await untilInStep([...readers, late], path);
  for (const reader of [...readers, late]) {
    assert.equal(lines.ending, undefined);
    await reader.return();
  }
  assert.deepEqual(lines.ending, {});
  closeSync(fd);
});

test('one that stops reading holds nobody up, misses nothing, and is in step again', limits, async (t) => {
  const { fd, path } = openLog(t);
  const [quick, slow] = [await follow(t, fd), await follow(t, fd)];
  await untilInStep([quick, slow], path);
  for (let round = 0; round < 20; round++) {
    appendFileSync(path, line.repeat(1000));
    await read(quick, 1000);
  }
  const { lines } = await read(slow, 20_000);
  assert.equal(lines.length, 20_000);
  assert.ok(
    lines.every(({ text, offset }, index) => text.length === 999 && offset === Number(lines[0]?.offset) + index * 1000),
  );
  await untilInStep([quick, slow], path);
  closeSync(fd);
});

test('cut while one is far behind: it is told how much it missed', limits, async (t) => {
  const { fd, path } = openLog(t);
  const [quick, slow] = [await follow(t, fd), await follow(t, fd)];
  const count = 10_000;
  appendFileSync(path, line.repeat(count));
  await read(quick, count);
  ftruncateSync(fd);
  assert.deepEqual(await read(quick, 1), { lines: [], event: 'TRUNCATED', droppedBytes: 0 });
  const { lines, event, droppedBytes } = await read(slow, count);
  assert.equal(event, 'TRUNCATED');
  assert.ok(droppedBytes > 0);
  assert.equal(bytesOf(lines) + droppedBytes, count * line.length);
  appendFileSync(path, 'after\n');
  for (const reader of [quick, slow]) assert.equal((await read(reader, 1)).lines[0]?.text, 'after');
  closeSync(fd);
});

for (const [situation, end] of [
  ['the descriptor is closed', 'exec 3>&-'],
  ['the process ends', 'exit'],
] as const) {
  test(
    `${situation} while one is files behind: it gets all that was written to each, then CLOSED`,
    limits,
    async (t) => {
      const directory = makeDirectory(t);
      await using shell = new Shell();
      const path = (name: string) => join(directory, name);
      await shell.run(`exec 3>>${path('a')}`);
      const [quick, slow] = [await follow(t, 3, 0, shell.pid), await follow(t, 3, 0, shell.pid)];
      const count = 5000;
      for (const [name, next] of ['a', 'b', 'c'].entries().map(([index, name]) => [name, ['b', 'c'][index]] as const)) {
        appendFileSync(path(name), line.repeat(count));
        assert.equal((await read(quick, count)).lines.length, count);
        rmSync(path(name));
        if (next === undefined) shell.start(`printf rest >&3; ${end}`);
        else await shell.run(`printf rest >&3; exec 3>>${path(next)}`);
        const { lines, event } = await read(quick, 2);
        assert.deepEqual([lines[0]?.text, event], ['rest', next === undefined ? 'CLOSED' : 'REOPENED']);
      }
      assert.equal((await quick.next()).done, true);
      for (const event of ['REOPENED', 'REOPENED', 'CLOSED'] as const) {
        const found = await read(slow, count + 2);
        assert.deepEqual([found.lines.length, found.lines.at(-1)?.text, found.event], [count + 1, 'rest', event]);
      }
      assert.equal((await slow.next()).done, true);
    },
  );
}

for (const who of ['the first', 'the second']) {
  test(
    `cut again and again while ${who} of two does not read: it is given up, the other goes on`,
    limits,
    async (t) => {
      const { fd, path } = openLog(t);
      const [first, second] = [await follow(t, fd), await follow(t, fd)];
      const [quick, slow] = who === 'the first' ? [second, first] : [first, second];
      await untilInStep([quick, slow], path);
      for (let cut = 0; cut < 40; cut++) {
        appendFileSync(path, 'line\n');
        assert.equal((await read(quick, 1)).lines[0]?.text, 'line');
        ftruncateSync(fd);
        assert.equal((await read(quick, 1)).event, 'TRUNCATED');
      }
      const all = async () => {
        while (!(await slow.next()).done);
      };
      await assert.rejects(all, { extensions: { code: 'TOO_SLOW' } });
      appendFileSync(path, 'after\n');
      assert.equal((await read(quick, 1)).lines[0]?.text, 'after');
      closeSync(fd);
    },
  );
}

test('cut while the only reader does not read: it is told of all that was seen there', limits, async (t) => {
  const { fd, path } = openLog(t);
  const reader = await follow(t, fd);
  const count = 5000;
  appendFileSync(path, line.repeat(count));
  const first = await read(reader, 1);
  appendFileSync(path, line.repeat(count));
  await untilLooked(t);
  ftruncateSync(fd);
  const { lines, event, droppedBytes } = await read(reader, 2 * count);
  assert.equal(event, 'TRUNCATED');
  assert.equal(bytesOf([...first.lines, ...lines]) + droppedBytes, 2 * count * line.length);
  closeSync(fd);
});
