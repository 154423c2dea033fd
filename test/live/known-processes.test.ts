import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { KnownProcesses } from '../../src/live/known-processes.ts';
import { Process } from '../../src/model/process.ts';
import type { ConnectorEvent } from '../../src/procfs/connector.ts';
import { ProcfsError } from '../../src/procfs/error.ts';
import { type StatChanges, statLine } from '../mount.ts';

/** The events of a kernel, each a nanosecond after the one before. */
class Kernel {
  #now = 0n;

  fork(parentPid: number, pid: number, tid = pid) {
    return this.#event({ what: 'FORK', pid, tid, parentPid, parentTid: parentPid });
  }

  exec(pid: number) {
    return this.#event({ what: 'EXEC', pid, tid: pid });
  }

  exit(pid: number, code: number, tid = pid, parentPid = 1) {
    const parent = tid === pid ? { parentPid, parentTid: parentPid } : { parentPid: 0, parentTid: 0 };
    return this.#event({ what: 'EXIT', pid, tid, code, signal: tid === pid ? 17 : -1, ...parent });
  }

  comm(pid: number, name: string, tid = pid) {
    return this.#event({ what: 'COMM', pid, tid, name: Buffer.from(name) });
  }

  uid(pid: number, effective: number, tid = pid) {
    return this.#event({ what: 'UID', pid, tid, real: 0, effective });
  }

  /** When the next event is. */
  get now(): bigint {
    return this.#now + 1n;
  }

  #event<const E>(event: E): E & { seq: number; cpu: number; at: bigint } {
    this.#now++;
    return { ...event, seq: 0, cpu: 0, at: this.#now };
  }
}

function process(pid: number, tids: readonly number[], changes: StatChanges = {}): Process {
  const process = new Process(pid);
  process.keep('stat', Buffer.from(statLine(pid, { 20: tids.length, ...changes })));
  process.keep('task', Buffer.from(tids.join('\0')));
  return process;
}

const told = (known: KnownProcesses, ...events: readonly ConnectorEvent[]) =>
  events.flatMap((event) => {
    const told = known.take(event);
    return told === null ? [] : [`${told.kind} ${told.pid} ${told.name} ${told.exitCode ?? ''}`.trim()];
  });

/** A shell, pid 300, of one thread, and a kernel that goes on from there. */
function start() {
  const [kernel, known] = [new Kernel(), new KnownProcesses()];
  known.look([process(300, [300], { 2: '(bash)', 4: 1 })], kernel.now);
  return { kernel, known };
}

test('a process has the name of its parent until it runs a program, of which it is asked for the name', () => {
  const { kernel, known } = start();
  assert.deepEqual(told(known, kernel.fork(300, 400), kernel.exec(400), kernel.comm(400, 'x'), kernel.exit(400, 768)), [
    'STARTED 400 bash',
    'EXECUTED 400 null',
    'NAMED 400 x',
    'EXITED 400 x 768',
  ]);
});

test('parents, as they were', () => {
  const { kernel, known } = start();
  assert.equal(known.take(kernel.fork(300, 400))?.parentPid, 300);
  assert.equal(known.take(kernel.exec(400))?.parentPid, 300);
  assert.equal(known.take(kernel.exit(400, 0, 400, 1))?.parentPid, 1);
  assert.equal(known.take(kernel.fork(0, 2))?.parentPid, null);
});

test('threads are no processes', () => {
  const { kernel, known } = start();
  const events = [kernel.fork(1, 300, 301), kernel.comm(300, 'worker', 301), kernel.uid(300, 5, 301)];
  assert.deepEqual(told(known, ...events, kernel.exit(300, 0, 301)), []);
  assert.deepEqual(known.take(kernel.uid(300, 7))?.user, { real: 0, effective: 7 });
});

test('a first thread that ends before the others: the process ends with the last, and as that does', () => {
  const { kernel, known } = start();
  const events = [kernel.fork(1, 300, 301), kernel.fork(1, 300, 302), kernel.exit(300, 0), kernel.exit(300, 0, 301)];
  assert.deepEqual(told(known, ...events, kernel.exit(300, 768, 302)), ['EXITED 300 bash 768']);
});

test('a first thread that had ended before all were looked at', () => {
  const { kernel, known } = start();
  known.look([process(300, [300, 301], { 3: 'Z' })], kernel.now);
  assert.deepEqual(told(known, kernel.exit(300, 9, 301)), ['EXITED 300 sleep 9']);
});

test('another thread runs a program: it is the only one from then on', () => {
  const { kernel, known } = start();
  const threads = [kernel.fork(1, 300, 301), kernel.fork(1, 300, 302)];
  const others = [kernel.exit(300, 0, 301), kernel.exit(300, 0)];
  assert.deepEqual(told(known, ...threads, ...others, kernel.exec(300), kernel.exit(300, 256)), [
    'EXECUTED 300 null',
    'EXITED 300 null 256',
  ]);
});

test('the end of a thread that the exec ended may be told after it, under either id', () => {
  const { kernel, known } = start();
  const [thread, other] = [kernel.fork(1, 300, 301), kernel.fork(1, 300, 302)];
  const late = kernel.exit(300, 0);
  const exec = kernel.exec(300);
  assert.deepEqual(told(known, thread, other, exec, late, kernel.exit(300, 0, 301)), ['EXECUTED 300 null']);
  assert.deepEqual(told(known, kernel.exit(300, 9)), ['EXITED 300 null 9']);
});

test('a process that ended while all were looked at', () => {
  const [kernel, known] = [new Kernel(), new KnownProcesses()];
  const events = [kernel.fork(300, 400), kernel.exit(400, 0)];
  known.look([], kernel.now);
  assert.deepEqual(told(known, ...events), ['STARTED 400 null', 'EXITED 400 null 0']);
  assert.equal(known.get(400), undefined);
});

test('what is told of the time before all were looked at changes nothing that was seen', () => {
  const [kernel, known] = [new Kernel(), new KnownProcesses()];
  const events = [kernel.fork(300, 400), kernel.exec(400), kernel.comm(400, 'old'), kernel.fork(1, 400, 401)];
  known.look([process(400, [400, 402])], kernel.now);
  assert.equal(told(known, ...events).length, 3);
  assert.equal(known.get(400)?.name, 'sleep');
  assert.deepEqual(known.get(400)?.tids, new Set([400, 402]));
});

test('a zombie has ended; so has a process of which nothing can be read', () => {
  const { kernel, known } = start();
  const gone = new Process(301);
  gone.keep('stat', new ProcfsError('NOT_FOUND', '301/stat: ENOENT'));
  known.look([process(300, [300], { 3: 'Z' }), gone], kernel.now);
  assert.deepEqual([known.get(300), known.get(301)], [undefined, undefined]);
});

test('a pid that another process has before the end of the first was told', () => {
  const { kernel, known } = start();
  const [first] = [known.get(300)];
  assert.deepEqual(told(known, kernel.fork(1, 300), kernel.exit(300, 0)), ['STARTED 300 null', 'EXITED 300 null 0']);
  assert.notEqual(known.get(300), first);
});

/** What some processes do, each in its own order: threads begin and end, programs are run. */
const history = fc.array(fc.record({ pid: fc.integer({ min: 2, max: 5 }), choice: fc.nat(9), thread: fc.nat(9) }), {
  maxLength: 80,
});

test('whatever processes do, each is told once to start, and once to exit, as its last thread did', () => {
  fc.assert(
    fc.property(history, fc.nat(80), (steps, lookAt) => {
      const [kernel, known] = [new Kernel(), new KnownProcesses()];
      const alive = new Map<number, number[]>();
      const ended: string[] = [];
      let [started, nextTid, code] = [0, 1000, 0];
      const heard: string[] = [];
      known.look([], kernel.now);
      const hear = (event: ConnectorEvent) => {
        const told = known.take(event);
        if (told?.kind === 'STARTED' || told?.kind === 'EXITED')
          heard.push(`${told.kind} ${told.pid} ${told.exitCode}`);
      };
      steps.forEach(({ pid, choice, thread }, index) => {
        if (index === lookAt) {
          const all = [...alive].map(([pid, tids]) =>
            process(pid, tids.includes(pid) ? tids : [pid, ...tids], { 3: tids.includes(pid) ? 'S' : 'Z' }),
          );
          known.look(all, kernel.now);
        }
        const tids = alive.get(pid);
        if (tids === undefined) {
          started++;
          alive.set(pid, [pid]);
          hear(kernel.fork(1, pid));
        } else if (choice < 4) {
          tids.push(++nextTid);
          hear(kernel.fork(1, pid, nextTid));
        } else if (choice < 8) {
          const [tid = pid] = tids.splice(thread % tids.length, 1);
          code++;
          if (tids.length === 0) {
            ended.push(`EXITED ${pid} ${code}`);
            alive.delete(pid);
          }
          hear(kernel.exit(pid, code, tid));
        } else {
          const executing = tids[thread % tids.length];
          for (const tid of tids) if (tid !== executing) hear(kernel.exit(pid, 0, tid));
          alive.set(pid, [pid]);
          hear(kernel.exec(pid));
        }
      });
      assert.deepEqual(
        heard.filter((line) => line.startsWith('EXITED')),
        ended,
      );
      assert.equal(heard.filter((line) => line.startsWith('STARTED')).length, started);
    }),
    { numRuns: 500 },
  );
});
