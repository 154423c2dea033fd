import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type ConnectorEvent, parseConnector } from './connector.ts';
import { ConnectorLoss } from './connector-loss.ts';
import type { ConnectorAnswer, ConnectorRequest } from './connector-reader.ts';
import { ProcfsError } from './error.ts';

/** What the kernel told since the last time. */
export interface Received {
  events: readonly ConnectorEvent[];
  /** How many more are known by now not to have arrived. */
  missed: number;
  /** Nanoseconds since boot in which the machine slept, and the clock of the events stood still. */
  asleep: bigint;
}

/** Threads that listen to nothing at the moment. None ever ends: koffi would keep 3 MB of each (3.3.4). */
const idle: Worker[] = [];

/** Of the last that was stopped: when it is idle. */
let idleSoon: Promise<void> | undefined;

/** Listens to the process connector, in a thread of its own, until it is stopped. */
export class ConnectorThread {
  readonly #worker: Worker;
  readonly #wake: number;
  readonly #loss = new ConnectorLoss();
  #ended: Promise<void> | undefined;

  /** The kernel tells of all that happens from then on. Throws the ProcfsError that says why it does not. */
  static async start(): Promise<ConnectorThread> {
    if (idle.length === 0) await idleSoon;
    const worker = idle.pop() ?? startWorker();
    worker.ref();
    try {
      const answer = await ask(worker, 'listen');
      if (answer !== 'ended' && 'wake' in answer) return new ConnectorThread(worker, answer.wake);
    } catch (error) {
      if (error instanceof ProcfsError) leave(worker);
      throw error;
    }
    throw new Error('the thread told what it was not asked for');
  }

  private constructor(worker: Worker, wake: number) {
    this.#worker = worker;
    this.#wake = wake;
  }

  /** Waits until something was told. What is told while nobody asks, the kernel keeps, up to a limit. Null once it is stopped. */
  async receive(): Promise<Received | null> {
    while (!this.#ended) {
      const answer = await ask(this.#worker, 'more');
      if (this.#ended) break;
      if (answer === 'ended' || !('bytes' in answer)) throw new Error('the thread did not tell what it was asked for');
      const events = parseConnector(Buffer.from(answer.bytes));
      const missed = this.#loss.more(events, answer.drops);
      if (events.length > 0 || missed > 0) return { events, missed, asleep: answer.asleep };
    }
    return null;
  }

  /** Nothing is received from then on. Resolves when the thread does not listen any more: it is woken where it waits. */
  stop(): Promise<void> {
    if (this.#ended === undefined) {
      this.#ended = this.#end();
      idleSoon = this.#ended;
    }
    return this.#ended;
  }

  async #end(): Promise<void> {
    const worker = this.#worker;
    const ended = new Promise<void>((resolve) => {
      worker.on('message', function take(answer: ConnectorAnswer) {
        if (answer !== 'ended') return; // that is for who still waits for more
        worker.off('message', take);
        resolve();
      });
    });
    writeSync(this.#wake, BigUint64Array.of(1n));
    worker.postMessage('end' satisfies ConnectorRequest);
    await ended;
    leave(worker);
  }
}

function startWorker(): Worker {
  // `.ts` as it stands while developing, `.js` when published.
  return new Worker(new URL(`connector-reader${extname(import.meta.url)}`, import.meta.url), {
    trackUnmanagedFds: false,
  });
}

function leave(worker: Worker): void {
  worker.unref();
  idle.push(worker);
}

type Answer = Exclude<ConnectorAnswer, { reason: unknown }>;

function ask(worker: Worker, request: ConnectorRequest): Promise<Answer> {
  const answer = next(worker);
  worker.postMessage(request);
  return answer;
}

async function next(worker: Worker): Promise<Answer> {
  const [answer]: ConnectorAnswer[] = await once(worker, 'message');
  if (answer === undefined) throw new Error('the thread said nothing');
  if (answer !== 'ended' && 'reason' in answer) throw new ProcfsError(answer.reason, answer.message);
  return answer;
}
