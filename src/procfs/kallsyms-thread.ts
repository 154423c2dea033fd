import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { ProcfsError } from './error.ts';
import type { IndexedKallsyms } from './kallsyms-index.ts';
import type { KallsymsAnswer } from './kallsyms-reader.ts';

/** A hundred times what it takes: the kernel does not hang here, but the file of a captured tree may be anything. */
const patienceMs = 10_000;

/** Reads kallsyms off the event loop, each time in a thread that ends with it. */
export class KallsymsThread {
  readonly #path: string;
  readonly #patienceMs: number;
  #stuck = 0;

  constructor(path: string, patience = patienceMs) {
    this.#path = path;
    this.#patienceMs = patience;
  }

  /** Threads that the kernel does not give back. While there is one, nothing is read. */
  get stuck(): number {
    return this.#stuck;
  }

  /** Throws the ProcfsError. */
  async read(): Promise<IndexedKallsyms> {
    if (this.#stuck > 0) throw new ProcfsError('TIMEOUT', 'kallsyms: an earlier read still hangs');
    const answer = await this.#ask();
    if ('table' in answer) return answer;
    throw new ProcfsError(answer.reason, answer.message);
  }

  #ask(): Promise<KallsymsAnswer> {
    return new Promise((resolve, reject) => {
      // `.ts` as it stands while developing, `.js` when published.
      const worker = new Worker(new URL(`kallsyms-reader${extname(import.meta.url)}`, import.meta.url), {
        workerData: this.#path,
      });
      const timer = setTimeout(() => {
        this.#abandon(worker);
        reject(new ProcfsError('TIMEOUT', `kallsyms: no answer within ${this.#patienceMs} ms`));
      }, this.#patienceMs);
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', () => {
        clearTimeout(timer);
        reject(new Error('the thread that reads kallsyms ended without an answer'));
      });
    });
  }

  /** The kernel cannot be told to let go; the thread ends by itself when it does. */
  #abandon(worker: Worker): void {
    this.#stuck++;
    worker.once('exit', () => this.#stuck--);
    worker.unref();
    void worker.terminate();
  }
}
