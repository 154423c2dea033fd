import { ProcessChange } from '../../src/live/process-change.ts';
import { type ProcessSample, sampleProcess } from '../../src/live/process-sample.ts';
import type { Machine } from '../../src/model/machine.ts';
import { Operation } from '../../src/model/operation.ts';

/** Samples a process when a test says so. */
export class ProcessSampler {
  readonly #machine: Machine;
  readonly #pid: number;
  readonly #files: readonly string[];
  #last: ProcessSample | null = null;

  constructor(machine: Machine, pid: number, files: readonly string[]) {
    this.#machine = machine;
    this.#pid = pid;
    this.#files = files;
  }

  /** What changed since the time before. */
  async next(): Promise<ProcessChange> {
    const before = this.#last;
    const operation = new Operation(this.#machine);
    this.#last = await sampleProcess(operation, this.#pid, this.#files, before?.starttime ?? null);
    return new ProcessChange(this.#last, before);
  }
}
