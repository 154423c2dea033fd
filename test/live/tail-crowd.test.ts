import assert from 'node:assert/strict';
import { appendFileSync, closeSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { followLines } from '../../src/live/follow-lines.ts';
import { openMachine } from '../../src/model/machine.ts';
import { type Lines, openLog, read, untilInStep } from './log-readers.ts';

const machine = await openMachine('/proc');
const limits = { timeout: 60_000 };

const start = ['join', 'join', 'join', 'write', 'meet'].map((kind, amount) => ({ kind, amount }));

const random = fc.record({
  kind: fc.constantFrom('write', 'burst', 'join', 'read', 'meet', 'leave'),
  amount: fc.nat(2999),
});

interface Member {
  reader: Lines;
  /** The number of the line that it expects. */
  next: number;
}

/** Numbered lines, and readers that each expect a certain one next. */
class Crowd {
  readonly #fd: number;
  readonly #path: string;
  readonly #members: Member[] = [];
  #written = 0;

  constructor(fd: number, path: string) {
    this.#fd = fd;
    this.#path = path;
  }

  async act(kind: string, amount: number): Promise<void> {
    const member = this.#members[amount % Math.max(1, this.#members.length)];
    if (kind === 'write') this.#write(amount % 5, amount);
    if (kind === 'burst') this.#write(amount, 1500);
    if (kind === 'join') {
      const reader = (await followLines(machine, process.pid, this.#fd, amount))[Symbol.asyncIterator]();
      this.#members.push({ reader, next: Math.max(0, this.#written - amount) });
    }
    if (kind === 'meet') for (const member of this.#members) await this.#read(member);
    if (kind === 'read' && member) await this.#read(member, amount);
    if (kind === 'leave' && member) {
      this.#members.splice(this.#members.indexOf(member), 1);
      await member.reader.return();
    }
  }

  /** All read on to the end, and leave. */
  async finish(): Promise<void> {
    await this.act('meet', 0);
    const readers = this.#members.map(({ reader }) => reader);
    if (readers.length > 0) await untilInStep(readers, this.#path);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#members.map(({ reader }) => reader.return()));
    closeSync(this.#fd);
  }

  #write(count: number, length: number): void {
    const numbers = Array.from({ length: count }, () => this.#written++);
    appendFileSync(this.#path, numbers.map((number) => `${String(number).padEnd(length)}\n`).join(''));
  }

  async #read(member: Member, most = Number.POSITIVE_INFINITY): Promise<void> {
    const { lines } = await read(member.reader, Math.min(most, this.#written - member.next));
    for (const { text } of lines) assert.equal(Number(text), member.next++);
  }
}

test(
  'whoever joins, lags and leaves while lines are written: none misses a line, none gets one twice',
  limits,
  async (t) => {
    const scene = async (actions: { kind: string; amount: number }[]) => {
      const { fd, path } = openLog(t);
      await using crowd = new Crowd(fd, path);
      for (const { kind, amount } of [...start, ...actions]) await crowd.act(kind, amount);
      await crowd.finish();
    };
    await fc.assert(fc.asyncProperty(fc.array(random, { minLength: 5, maxLength: 40 }), scene), { numRuns: 30 });
  },
);
