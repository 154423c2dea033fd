import type { Job } from './reader-thread.ts';
import { answer } from './reading.ts';

/** Does batches of reads. */
export interface Batches {
  run: (job: Job) => void;
  /** Threads that the kernel does not give back: the process cannot exit in the ordinary way. */
  readonly stuck: number;
}

/** Reads in the thread that asks, a batch each time its event loop turns. */
export class Here implements Batches {
  readonly stuck = 0;
  readonly #queue: Job[] = [];
  readonly #progress = new Int32Array(2);

  run(job: Job): void {
    this.#queue.push(job);
    if (this.#queue.length === 1) setImmediate(() => this.#next());
  }

  #next(): void {
    const job = this.#queue.shift();
    if (job === undefined) return;
    if (this.#queue.length > 0) setImmediate(() => this.#next());
    try {
      job.signal?.throwIfAborted();
      job.done(Buffer.from(answer(job, this.#progress)));
    } catch (error) {
      job.failed(error);
    }
  }
}
