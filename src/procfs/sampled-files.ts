import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Status } from './batch.ts';
import { failure, threadFailure } from './failure.ts';
import type { Answer } from './group.ts';
import type { FileNames, SampleAnswer, SampleRequest, SamplingSetup } from './sampling.ts';

/** A file that says something else than in the sample before, or is read for the first time. */
export interface Change {
  pid: number;
  file: string;
  answer: Answer;
}

export interface Sample {
  changes: readonly Change[];
  /** Pids under which there is no process any more. */
  gone: readonly number[];
}

/** Reads the same files of procfs again and again, in a thread of its own that keeps them open. One sample at a time. */
export class SampledFiles {
  readonly #setup: SamplingSetup;
  readonly #isDenied: (file: string) => boolean;
  #worker: Worker | undefined;
  #reply: PromiseWithResolvers<SampleAnswer> | undefined;

  /** Files that are denied are left out of the samples. */
  constructor(setup: SamplingSetup, isDenied: (file: string) => boolean) {
    this.#setup = setup;
    this.#isDenied = isDenied;
  }

  async sample(request: SampleRequest): Promise<Sample> {
    this.#worker ??= this.#start();
    const reply = Promise.withResolvers<SampleAnswer>();
    this.#reply = reply;
    this.#worker.ref();
    const allowed = (files: FileNames) => files.filter((file) => !this.#isDenied(file));
    const some = request.some.map(([pid, files]) => [pid, allowed(files)] as const);
    this.#worker.postMessage({ ...request, every: allowed(request.every), some } satisfies SampleRequest);
    try {
      return unpacked(await reply.promise);
    } finally {
      this.#worker?.unref();
    }
  }

  /** Closes all that is open. */
  release(): void {
    this.#worker?.postMessage('release');
  }

  #start(): Worker {
    // `.ts` as it stands while developing, `.js` when published.
    const worker = new Worker(new URL(`sampling-reader${extname(import.meta.url)}`, import.meta.url), {
      workerData: this.#setup,
    });
    worker.on('message', (answer: SampleAnswer) => this.#reply?.resolve(answer));
    worker.on('error', (error) => {
      this.#worker = undefined;
      this.#reply?.reject(threadFailure(error));
    });
    return worker;
  }
}

function unpacked({ changes, bytes, gone, unlisted }: SampleAnswer): Sample {
  const packed = Buffer.from(bytes);
  const left = new Set(unlisted);
  const found: Change[] = [];
  let at = 0;
  for (const { pid, file, status, length } of changes) {
    const start = at;
    at += length;
    if (left.has(pid)) continue;
    const answer = status === Status.ok ? packed.subarray(start, at) : failure(`${pid}/${file}`, status);
    found.push({ pid, file, answer });
  }
  return { changes: found, gone: [...gone, ...unlisted] };
}
