import { performance } from 'node:perf_hooks';
import type { Machine } from '../model/machine.ts';
import { Operation } from '../model/operation.ts';
import type { Integer } from '../procfs/text.ts';
import { ProcessChange, type ProcessSample } from './process-change.ts';
import type { Tick } from './tick.ts';
import { noProcess } from './unavailable.ts';

/** Takes samples of one process, and says what changed from each to the next. */
export class ProcessSampler {
  readonly #machine: Machine;
  readonly #pid: number;
  readonly #files: readonly string[];
  #first: { starttime: Integer } | undefined;
  #last: ProcessSample | null = null;

  /** Reads these files of the process, and `stat` with them. */
  constructor(machine: Machine, pid: number, files: readonly string[]) {
    this.#machine = machine;
    this.#pid = pid;
    this.#files = ['stat', ...files];
  }

  /** The first time, throws if there is no such process. */
  async next(): Promise<Tick<ProcessChange>> {
    const now = await this.#sample();
    if (!this.#first && now.process.failure) throw noProcess(this.#pid, now.process.failure);
    this.#first ??= now.process.stat;
    const value = new ProcessChange(now, this.#last, this.#first.starttime);
    this.#last = now;
    return { operation: now.operation, value };
  }

  async #sample(): Promise<ProcessSample> {
    const operation = new Operation(this.#machine);
    const process = operation.process(this.#pid);
    const at = performance.now();
    await operation.load([process], this.#files);
    return { operation, process, at };
  }
}
