import { Process } from '../model/process.ts';
import type { Change, Sample } from '../procfs/sampled-files.ts';
import type { SampleRequest } from '../procfs/sampling.ts';
import type { Wishes } from './wishes.ts';

/** The processes of one sample. As long as nothing of a process changes, its handle is the same. */
export class Processes {
  /** In order of pid. */
  readonly all: readonly Process[];
  /** Those of which nothing may be read. */
  readonly denied: readonly Process[];

  constructor(all: readonly Process[], denied: readonly Process[] = all.filter(({ failure }) => failure)) {
    this.all = all;
    this.denied = denied;
  }

  get(pid: number): Process | undefined {
    const process = this.all[place(this.all, pid)];
    return process?.pid === pid ? process : undefined;
  }
}

/** What the samples say of the processes, up to the last one. */
export class SampledProcesses {
  readonly none = new Processes([]);
  #all: Processes = this.none;

  take({ changes, gone }: Sample): void {
    if (changes.length === 0 && gone.length === 0) return;
    const byPid = Map.groupBy(changes, ({ pid }) => pid);
    const leaving = new Set(gone);
    const kept = leaving.size > 0 ? this.#all.all.filter(({ pid }) => !leaving.has(pid)) : [...this.#all.all];
    const fresh: Process[] = [];
    const added: Process[] = [];
    for (const [pid, changes] of byPid) {
      const at = place(kept, pid);
      const before = kept[at]?.pid === pid ? kept[at] : undefined;
      const process = changed(before ?? new Process(pid), changes);
      fresh.push(process);
      if (before === undefined) added.push(process);
      else kept[at] = process;
    }
    if (added.length > 0) kept.push(...added);
    if (added.length > 0) kept.sort((a, b) => a.pid - b.pid);
    const denied = this.#all.denied.filter(({ pid }) => !leaving.has(pid) && !byPid.has(pid));
    this.#all = new Processes(kept, [...denied, ...fresh.filter(({ failure }) => failure)]);
  }

  /** Forgets what is not sampled any more. */
  release({ every, some }: SampleRequest['released']): void {
    if (every.includes('stat')) this.#all = this.none;
    const leaving = new Set(some.filter(([, files]) => files.includes('stat')).map(([pid]) => pid));
    if (leaving.size > 0) this.#all = new Processes(this.#all.all.filter(({ pid }) => !leaving.has(pid)));
  }

  of({ every, some }: Wishes): Processes {
    if (every.length > 0) return this.#all;
    return new Processes(this.#all.all.filter(({ pid }) => some.has(pid)));
  }
}

function changed(before: Process, changes: readonly Change[]): Process {
  const files = new Set(changes.map(({ file }) => file));
  const process = before.copy((name) => !files.has(name));
  for (const { file, answer } of changes) process.keep(file, answer);
  return process;
}

/** Where a pid is, or would be. */
function place(processes: readonly Process[], pid: number): number {
  let [low, high] = [0, processes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((processes[middle]?.pid ?? 0) < pid) low = middle + 1;
    else high = middle;
  }
  return low;
}
