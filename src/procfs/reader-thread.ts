import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { deadlineMs, notBegun, Progress, type Request, ready } from './batch.ts';
import { threadFailure } from './failure.ts';

/** A batch and who waits for it. Owned by one thread at a time. */
export interface Job extends Request {
  done: (packed: Buffer) => void;
  failed: (error: unknown) => void;
  /** The thread hangs at this item, and has answered none of them. */
  hung: (item: number) => void;
  /** Aborted, it does not begin; if it has begun, its thread goes no further than the read it stands at. */
  signal: AbortSignal | undefined;
}

/** How often the progress of a thread is looked at before a read of it is given up. */
const looks = 4;

interface Events {
  ready: (reader: ReaderThread) => void;
  /** It cannot be started. */
  unable: (error: Error) => void;
  idle: (reader: ReaderThread) => void;
  stuck: () => void;
  released: () => void;
  crashed: (reader: ReaderThread) => void;
}

/** A thread that reads, one batch at a time. It tells whoever started it how it fares. */
export class ReaderThread {
  readonly #progress = new Int32Array(new SharedArrayBuffer(8));
  readonly #stop = () => Atomics.store(this.#progress, Progress.isStopped, 1);
  readonly #worker: Worker;
  readonly #events: Events;
  #job: Job | undefined;
  #isReady = false;
  #isStuck = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(holdsFiles: boolean, events: Events) {
    this.#events = events;
    // `.ts` as it stands while developing, `.js` when published.
    this.#worker = new Worker(new URL(`reader${extname(import.meta.url)}`, import.meta.url), {
      workerData: this.#progress,
      trackUnmanagedFds: !holdsFiles,
    });
    this.#worker.on('message', (message: ArrayBuffer | typeof ready) => {
      if (message === ready) this.#begin();
      else this.#finish(message);
    });
    this.#worker.on('error', (error) => this.#crash(threadFailure(error)));
    this.#worker.on('exit', () => {
      if (this.#isStuck) this.#events.released();
    });
  }

  run(job: Job): void {
    this.#job = job;
    this.#worker.ref();
    Atomics.store(this.#progress, Progress.item, notBegun);
    Atomics.store(this.#progress, Progress.isStopped, 0);
    job.signal?.addEventListener('abort', this.#stop);
    this.#worker.postMessage({ ops: job.ops, paths: job.paths } satisfies Request);
    this.#watch(job);
  }

  /** There is nothing that it does, and will be nothing. */
  end(): void {
    void this.#worker.terminate();
  }

  /** Where the machine is very busy, a thread may take longer to begin than a read may: that is not counted. */
  #watch(job: Job): void {
    let seen: number = notBegun;
    let unmoved = 0;
    this.#timer = setInterval(() => {
      const item = Atomics.load(this.#progress, Progress.item);
      unmoved = item === seen && item !== notBegun ? unmoved + 1 : 0;
      seen = item;
      if (unmoved === looks) this.#giveUp(job, item);
    }, deadlineMs / looks);
  }

  #release(): Job | undefined {
    const job = this.#job;
    this.#job = undefined;
    job?.signal?.removeEventListener('abort', this.#stop);
    this.#worker.unref();
    clearInterval(this.#timer);
    return job;
  }

  #finish(packed: ArrayBuffer): void {
    const job = this.#release();
    if (job === undefined) return;
    this.#events.idle(this);
    job.done(Buffer.from(packed));
  }

  /** The kernel cannot be told to let go; the thread ends by itself when it does. */
  #giveUp(job: Job, item: number): void {
    this.#release();
    this.#isStuck = true;
    void this.#worker.terminate();
    this.#events.stuck();
    job.hung(item);
  }

  #begin(): void {
    this.#isReady = true;
    this.#worker.unref();
    this.#events.ready(this);
  }

  #crash(error: Error): void {
    const job = this.#release();
    if (this.#isStuck) return;
    if (this.#isReady) this.#events.crashed(this);
    else this.#events.unable(error);
    job?.failed(error);
  }
}
