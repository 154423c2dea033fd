import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { differences } from '../../src/live/process-differences.ts';
import type { ProcessEventKind } from '../../src/live/process-event.ts';
import { Processes } from '../../src/live/sampled-processes.ts';
import { UnseenForks } from '../../src/live/unseen-forks.ts';
import { Process } from '../../src/model/process.ts';
import { ProcfsError } from '../../src/procfs/error.ts';
import { type StatChanges, statLine } from '../mount.ts';

const forkedOnly = 0x40;

/** What stat and status say of a process. */
function seen(pid: number, changes: StatChanges = {}, uid = 0): Process {
  const process = new Process(pid);
  process.keep('stat', Buffer.from(statLine(pid, changes)));
  const status = `Name:\tx\nState:\tS\nTgid:\t1\nPid:\t1\nPPid:\t0\nUid:\t${uid}\t${uid}\t${uid}\t${uid}\nThreads:\t1\n`;
  process.keep('status', Buffer.from(status));
  return process;
}

function denied(pid: number): Process {
  const process = new Process(pid);
  process.keep('stat', new ProcfsError('PERMISSION_DENIED', `${pid}/stat: EACCES`));
  return process;
}

const look = (...processes: readonly Process[]) => new Processes(processes.toSorted((a, b) => a.pid - b.pid));
const all = (before: readonly Process[], now: readonly Process[]) => [...differences(look(...before), look(...now))];
const kinds = (before: readonly Process[], now: readonly Process[]) => all(before, now).map(({ kind }) => kind);

for (const [situation, before, now, expected] of [
  ['nothing', [seen(5)], [seen(5)], []],
  ['CPU time', [seen(5)], [seen(5, { 14: 999 })], []],
  ['a new process that runs the program of its parent', [], [seen(5, { 9: forkedOnly })], ['STARTED']],
  ['a new process that runs a program of its own', [], [seen(5)], ['STARTED', 'EXECUTED']],
  ['a process that is gone', [seen(5)], [], ['EXITED']],
  ['a process that became a zombie', [seen(5)], [seen(5, { 3: 'Z' })], ['EXITED']],
  ['a zombie that is reaped', [seen(5, { 3: 'Z' })], [], []],
  ['a zombie that stays', [seen(5, { 3: 'Z' })], [seen(5, { 3: 'Z' })], []],
  ['a first thread that ended before the others', [seen(5, { 20: 2 })], [seen(5, { 3: 'Z', 20: 2 })], []],
  ['a new process that is a zombie', [], [seen(5, { 3: 'Z', 9: forkedOnly })], ['STARTED', 'EXITED']],
  ['another process with the pid', [seen(5)], [seen(5, { 22: 999_999 })], ['EXITED', 'STARTED', 'EXECUTED']],
  ['its first own program', [seen(5, { 9: forkedOnly })], [seen(5, { 2: '(x)' })], ['EXECUTED']],
  ['another program of another size', [seen(5)], [seen(5, { 2: '(x)', 26: 94_000_000_000_000 })], ['EXECUTED']],
  ['the same program again, elsewhere', [seen(5)], [seen(5, { 28: 140_000_000_000_000 })], ['EXECUTED']],
  ['another name', [seen(5)], [seen(5, { 2: '(x)' })], ['NAMED']],
  ['another program where the kernel hides addresses', [seen(5, { 26: 1 })], [seen(5, { 2: '(x)', 26: 1 })], ['NAMED']],
  ['addresses that the kernel hides by now', [seen(5)], [seen(5, { 26: 1, 28: 0 })], []],
  ['another user', [seen(5)], [seen(5, {}, 7)], ['CHANGED_USER']],
  ['a process that may be read no more', [seen(5)], [denied(5)], []],
  ['a process that may be read by now', [denied(5)], [seen(5)], []],
] as const) {
  test(`${situation}: ${expected.join(', ') || 'no event'}`, () => assert.deepEqual(kinds(before, now), expected));
}

test('how a process exited is seen of a zombie, unless the kernel hides it', () => {
  const exit = (changes: StatChanges) => all([seen(5)], [seen(5, { 3: 'Z', 26: 0, ...changes })])[0]?.exit;
  assert.deepEqual(exit({ 52: 3 << 8 }), { status: 3, signal: null, dumpedCore: false });
  assert.deepEqual(exit({ 52: 139 }), { status: null, signal: 11, dumpedCore: true });
  assert.deepEqual(exit({ 52: 0, 35: 1 }), { status: 0, signal: null, dumpedCore: false });
  assert.equal(exit({ 52: 0, 35: 0 }), null);
  assert.equal(all([seen(5)], [])[0]?.exit, null);
});

test('forks that were not seen: at most so many, and none twice', () => {
  const forks = new UnseenForks();
  const told = (count: number, ...processes: readonly Process[]) => forks.more(look(...processes), count);
  const [five, six] = [seen(5), seen(6)];
  assert.equal(told(100, five), 0);
  assert.equal(told(101, five, six), 0);
  assert.equal(told(104, five, six), 3);
  assert.equal(told(105, five, seen(6, { 20: 2 })), 0, 'a thread that is there');
  assert.equal(told(106, five), 1);
  assert.equal(told(106, five, seen(7)), 0, 'one that was forked after the look, and counted then');
  assert.equal(told(107, five, seen(7)), 0);
});

/** A machine on which processes do this and that. */
class World {
  readonly processes = new Map<number, { fields: StatChanges; uid: number; happened: Set<ProcessEventKind> }>();
  #serial = 0;

  do(action: string, pid: number): void {
    const process = this.processes.get(pid);
    const serial = ++this.#serial;
    if (process === undefined) {
      if (action !== 'fork') return;
      const fields = { 9: forkedOnly, 22: serial, 2: `(n${serial})` };
      this.processes.set(pid, { fields, uid: 0, happened: new Set(['STARTED']) });
    } else if (process.fields[3] === 'Z') {
      if (action === 'exit') this.processes.delete(pid);
    } else if (action === 'exec') {
      Object.assign(process.fields, { 9: 0, 2: `(n${serial})`, 26: 4096 * serial, 28: 8192 * serial });
      process.happened.add('EXECUTED');
    } else if (action === 'rename') {
      Object.assign(process.fields, { 2: `(n${serial})` });
      process.happened.add('NAMED');
    } else if (action === 'setuid') {
      process.uid = serial;
      process.happened.add('CHANGED_USER');
    } else if (action === 'exit') {
      Object.assign(process.fields, { 3: 'Z', 26: 0, 28: 0, 52: 256 * (serial % 200) });
      process.happened.add('EXITED');
    }
  }

  look(): Processes {
    return look(...[...this.processes].map(([pid, { fields, uid }]) => seen(pid, fields, uid)));
  }

  forget(): void {
    for (const { happened } of this.processes.values()) happened.clear();
  }
}

const action = fc.constantFrom('fork', 'exec', 'rename', 'setuid', 'exit');
const steps = fc.array(fc.tuple(action, fc.integer({ min: 2, max: 6 })), { maxLength: 30 });

test('whatever processes do between two looks: what is told did happen, and of who is there, all that lasts is told', () => {
  fc.assert(
    fc.property(steps, steps, (first, then) => {
      const world = new World();
      for (const [action, pid] of first) world.do(action, pid);
      const before = world.look();
      const were = new Map(world.processes);
      world.forget();
      for (const [action, pid] of then) world.do(action, pid);
      const now = world.look();
      const told = [...differences(before, now)];

      for (const [pid, process] of world.processes) {
        const own = new Set(told.filter((event) => event.process === now.get(pid)).map(({ kind }) => kind));
        const { happened } = process;
        const [possible, lasting] = [new Set(happened), new Set(happened)];
        if (happened.has('EXECUTED') || happened.has('STARTED')) lasting.delete('NAMED');
        if (happened.has('STARTED')) lasting.delete('CHANGED_USER');
        if (happened.has('EXITED') && happened.has('EXECUTED')) {
          possible.add('NAMED'); // a zombie has no addresses: that its program was another may be seen by its name alone
          lasting.delete('EXECUTED');
        }
        assert.deepEqual(
          [...own].filter((kind) => !possible.has(kind)),
          [],
          `${pid}: did not happen`,
        );
        assert.deepEqual(
          [...lasting].filter((kind) => !own.has(kind)),
          [],
          `${pid}: was not told`,
        );
      }
      for (const [pid, process] of were) {
        const isGone = world.processes.get(pid) !== process;
        const ends = told.filter((event) => event.kind === 'EXITED' && event.process === before.get(pid));
        assert.equal(ends.length, isGone && before.get(pid)?.isZombie === false ? 1 : 0);
      }
    }),
    { numRuns: 1000 },
  );
});
