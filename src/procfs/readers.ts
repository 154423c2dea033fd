import { ProcfsError } from './error.ts';
import { type Job, ReaderThread } from './reader-thread.ts';

/** More threads than this, stuck in the kernel, and further reads wait for one to come free. */
const stuckLimit = 32;

/** Another thread is started when something has waited so long: it takes 14 MB, and up to 0.1 s of CPU time to start. */
const patienceMs = 200;

/** A thread that had nothing to do for so long ends, if it is not the only one. */
const idleMs = 5000;

/** A pool of reader threads. One that gets stuck in the kernel is left to it, and another takes its place. */
export class Readers {
  readonly #size: number;
  readonly #holdsFiles: boolean;
  readonly #queue: Job[] = [];
  /** Whoever was busy last is last, and is taken first. */
  readonly #idle: { reader: ReaderThread; since: number }[] = [];
  #starting = 0;
  #working = 0;
  #stuck = 0;
  #waiting: NodeJS.Timeout | undefined;
  #resting: NodeJS.Timeout | undefined;

  /** With `holdsFiles`, what one thread opens stays open when it ends, for others to read and to close. */
  constructor(size: number, { holdsFiles = false } = {}) {
    this.#size = size;
    this.#holdsFiles = holdsFiles;
  }

  /** Threads that the kernel does not give back: the process cannot exit in the ordinary way. */
  get stuck(): number {
    return this.#stuck;
  }

  run(job: Job): void {
    this.#queue.push(job);
    this.#next();
  }

  /** Whoever is free first takes what waits, be it a thread that was busy, or one that has just been started. */
  #next(): void {
    while (this.#queue.length > 0) {
      if (this.#queue[0]?.signal?.aborted) {
        const aborted = this.#queue.shift();
        aborted?.failed(aborted.signal?.reason);
        continue;
      }
      const idle = this.#idle.pop();
      const job = idle && this.#queue.shift();
      if (!idle || !job) break;
      this.#working++;
      idle.reader.run(job);
    }
    if (this.#queue.length === 0) this.#stopWaiting();
    else this.#reinforce();
    if (this.#queue.length === 0 || this.#working + this.#starting > 0) return;
    const stuck = new ProcfsError('TIMEOUT', 'no reader is left: all hang in the kernel');
    for (const job of this.#queue.splice(0)) job.failed(stuck);
  }

  #free(reader: ReaderThread): void {
    this.#idle.push({ reader, since: performance.now() });
    this.#next();
    this.#rest();
  }

  /** Ends all that were idle for long, but for the last thread there is. */
  #rest(): void {
    for (;;) {
      const [longest] = this.#idle;
      if (longest === undefined || this.#working + this.#starting + this.#idle.length < 2) return;
      const leftMs = longest.since + idleMs - performance.now();
      if (leftMs > 0) {
        this.#resting ??= setTimeout(() => {
          this.#resting = undefined;
          this.#rest();
        }, leftMs).unref();
        return;
      }
      this.#idle.shift();
      longest.reader.end();
    }
  }

  #mayStart(): boolean {
    // Where one hangs others may: more wait at the same time.
    const size = this.#stuck > 0 ? 2 * this.#size : this.#size;
    return this.#working + this.#starting < size && this.#stuck < stuckLimit;
  }

  #reinforce(): void {
    if (this.#stuck > 0) {
      while (this.#starting < this.#queue.length && this.#mayStart()) this.#start();
    } else if (this.#working + this.#starting === 0) {
      this.#start();
    } else if (this.#starting === 0 && this.#mayStart()) {
      this.#waiting ??= setTimeout(() => this.#start(), patienceMs).unref();
    }
  }

  #stopWaiting(): void {
    clearTimeout(this.#waiting);
    this.#waiting = undefined;
  }

  #start(): void {
    this.#stopWaiting();
    this.#starting++;
    new ReaderThread(this.#holdsFiles, {
      ready: (reader) => {
        this.#starting--;
        this.#free(reader);
      },
      unable: (error) => {
        this.#starting--;
        if (this.#working + this.#starting > 0) return; // then another takes what waits
        for (const job of this.#queue.splice(0)) job.failed(error);
      },
      idle: (reader) => {
        this.#working--;
        this.#free(reader);
      },
      stuck: () => {
        this.#working--;
        this.#stuck++;
        this.#next();
      },
      released: () => {
        this.#stuck--;
        this.#next();
      },
      crashed: (reader) => {
        const at = this.#idle.findIndex((idle) => idle.reader === reader);
        if (at >= 0) this.#idle.splice(at, 1);
        else this.#working--;
        this.#next();
      },
    });
  }
}
