import { Process } from '../model/process.ts';
import type { Change, Sample } from '../procfs/sampled-files.ts';
import type { SampleRequest } from '../procfs/sampling.ts';
import type { Wishes } from './wishes.ts';

/** The processes of one sample, by pid. As long as nothing of a process changes, its handle is the same. */
export type Processes = ReadonlyMap<number, Process>;

/** What the samples say of the processes, up to the last one. */
export class SampledProcesses {
  readonly none: Processes = new Map();
  readonly #all = new Map<number, Process>();
  /** What `#all` is, until it changes. */
  #every: Processes | undefined;

  take({ changes, gone }: Sample): void {
    for (const pid of gone) this.#all.delete(pid);
    let at = 0;
    while (at < changes.length) {
      const pid = changes[at]?.pid ?? 0;
      let end = at;
      while (changes[end]?.pid === pid) end++;
      this.#change(pid, changes.slice(at, end));
      at = end;
    }
    if (at > 0 || gone.length > 0) this.#every = undefined;
  }

  /** Forgets what is not sampled any more. */
  release({ every, some }: SampleRequest['released']): void {
    if (every.includes('stat')) this.#all.clear();
    for (const [pid, files] of some) if (files.includes('stat')) this.#all.delete(pid);
    if (every.length > 0 || some.length > 0) this.#every = undefined;
  }

  of({ every, some }: Wishes): Processes {
    if (every.length > 0) {
      this.#every ??= new Map(this.#all);
      return this.#every;
    }
    const processes = new Map<number, Process>();
    for (const pid of some.keys()) {
      const process = this.#all.get(pid);
      if (process !== undefined) processes.set(pid, process);
    }
    return processes;
  }

  #change(pid: number, changes: readonly Change[]): void {
    const changed = new Set(changes.map(({ file }) => file));
    const before = this.#all.get(pid);
    const process = before?.copy((name) => !changed.has(name)) ?? new Process(pid);
    for (const { file, answer } of changes) process.keep(file, answer);
    this.#all.set(pid, process);
  }
}
