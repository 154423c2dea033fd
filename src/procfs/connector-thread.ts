import { once } from 'node:events';
import { closeSync, writeSync } from 'node:fs';
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

/** Listens to the process connector, in a thread that is there until it is stopped. */
export class ConnectorThread {
  readonly #worker: Worker;
  readonly #wake: number;
  readonly #loss = new ConnectorLoss();
  readonly #ended: Promise<void>;
  #isOver = false;

  /** The kernel tells of all that happens from then on. Throws the ProcfsError that says why it does not. */
  static async start(): Promise<ConnectorThread> {
    // `.ts` as it stands while developing, `.js` when published.
    const worker = new Worker(new URL(`connector-reader${extname(import.meta.url)}`, import.meta.url), {
      trackUnmanagedFds: false,
    });
    const answer = await next(worker);
    if ('descriptor' in answer) return new ConnectorThread(worker, answer.descriptor, answer.wake);
    throw new Error('the thread told what it was not asked for');
  }

  private constructor(worker: Worker, descriptor: number, wake: number) {
    this.#worker = worker;
    this.#wake = wake;
    this.#ended = new Promise((resolve) => {
      worker.once('exit', () => {
        this.#isOver = true;
        closeSync(descriptor);
        closeSync(wake);
        resolve();
      });
    });
  }

  /** Waits until something was told. What is told while nobody asks, the kernel keeps, up to a limit. Null once it is stopped. */
  async receive(): Promise<Received | null> {
    while (!this.#isOver) {
      this.#ask('more');
      const answer = await next(this.#worker);
      if (this.#isOver) break;
      if (!('bytes' in answer)) throw new Error('the thread did not tell what it was asked for');
      const events = parseConnector(Buffer.from(answer.bytes));
      const missed = this.#loss.more(events, answer.drops);
      if (events.length > 0 || missed > 0) return { events, missed, asleep: answer.asleep };
    }
    return null;
  }

  /** Nothing is received from then on. Resolves when the thread has ended: it is woken where it waits. */
  stop(): Promise<void> {
    if (!this.#isOver) {
      this.#isOver = true;
      writeSync(this.#wake, BigUint64Array.of(1n));
      this.#ask('end');
    }
    return this.#ended;
  }

  #ask(request: ConnectorRequest): void {
    this.#worker.postMessage(request);
  }
}

async function next(worker: Worker): Promise<Exclude<ConnectorAnswer, { reason: unknown }>> {
  const [answer]: ConnectorAnswer[] = await once(worker, 'message');
  if (answer === undefined) throw new Error('the thread said nothing');
  if ('reason' in answer) throw new ProcfsError(answer.reason, answer.message);
  return answer;
}
