import { appendFileSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { FileLines } from '../../src/live/file-tail.ts';
import { followLines } from '../../src/live/follow-lines.ts';
import type { Line } from '../../src/live/lines.ts';
import type { Reader } from '../../src/live/reader.ts';
import type { Tick } from '../../src/live/tick.ts';
import { openMachine } from '../../src/model/machine.ts';
import { timesOpen } from './times-open.ts';

const machine = await openMachine('/proc');

export type Lines = Reader<Tick<FileLines>>;

export function makeDirectory(t: TestContext): string {
  const directory = mkdtempSync(join(tmpdir(), 'procql-'));
  t.after(() => rmSync(directory, { recursive: true }));
  return directory;
}

/** A descriptor of this process, of a file to append to. */
export function openLog(t: TestContext): { fd: number; path: string } {
  const path = join(makeDirectory(t), 'log');
  return { fd: openSync(path, 'a'), path };
}

export async function follow(t: TestContext, fd: number, last = 0, pid = process.pid): Promise<Lines> {
  const reader = (await followLines(machine, pid, fd, last))[Symbol.asyncIterator]();
  t.after(() => reader.return());
  return reader;
}

/** Reads until so many lines have come, or something has happened. */
export async function read(reader: Lines, count: number) {
  const lines: Line[] = [];
  while (lines.length < count) {
    const { done, value } = await reader.next();
    if (done) break;
    lines.push(...value.value.lines);
    if (value.value.event) return { lines, event: value.value.event, droppedBytes: value.value.droppedBytes };
  }
  return { lines, event: null, droppedBytes: 0 };
}

/** Writes, and has all read it, until all are given the same object, and one of them has the file open for all. */
export async function untilInStep(readers: readonly Lines[], path: string): Promise<void> {
  for (let step = 0; ; step++) {
    appendFileSync(path, `step ${step}\n`);
    const events = await Promise.all(readers.map((reader) => eventWith(reader, `step ${step}`)));
    if (new Set(events).size === 1 && timesOpen(path) === 2) return;
  }
}

async function eventWith(reader: Lines, text: string): Promise<Tick<FileLines>> {
  for (;;) {
    const { value } = await reader.next();
    if (value === undefined) throw new Error(`the lines ended before ${text}`);
    if (value.value.lines.some((line) => line.text === text)) return value;
  }
}
