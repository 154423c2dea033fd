import { Op } from '../procfs/batch.ts';
import { nullIfUnsaid } from '../procfs/error.ts';
import type { Proc } from '../procfs/proc.ts';
import { numbers } from './handle.ts';

/** A count is good for so long: it serves estimates. */
const goodForMs = 10_000;

/** Where the mount does not say, a large machine is assumed. */
const assumed = 2000;

/** About how many processes there are. */
export class ProcessCount {
  readonly #proc: Proc;
  #count: Promise<number> | undefined;
  #goodUntil = 0;

  constructor(proc: Proc) {
    this.#proc = proc;
  }

  get(): Promise<number> {
    const now = performance.now();
    if (this.#count === undefined || now > this.#goodUntil) {
      this.#goodUntil = now + goodForMs;
      this.#count = this.#read();
    }
    return this.#count;
  }

  async #read(): Promise<number> {
    const names = await this.#proc.read('', Op.list).catch(nullIfUnsaid);
    return names === null ? assumed : numbers(names).length;
  }
}
