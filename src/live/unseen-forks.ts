import { isGone } from './process-differences.ts';
import type { Processes } from './sampled-processes.ts';

/** Counts what was forked and never seen, by how much was forked in all. */
export class UnseenForks {
  #before: { processes: Processes; forks: number } | undefined;
  #unseen = 0;
  #told = 0;

  /**
   * At most how many processes came and went unseen since the look before, as far as they were not told of yet. `forks`,
   * which is `processes` of /proc/stat, is read after the look. A thread that came and went counts as well, as does a
   * process that this mount does not show, and one that is seen in the next look only.
   */
  more(processes: Processes, forks: number): number {
    const before = this.#before;
    this.#before = { processes, forks };
    if (before === undefined) return 0;
    this.#unseen += forks - before.forks - newThreads(before.processes, processes);
    const more = Math.max(0, this.#unseen - this.#told);
    this.#told += more;
    return more;
  }
}

/** How many threads, first ones included, are there that were not there before: of each process, at least. */
function newThreads(before: Processes, now: Processes): number {
  let count = 0;
  for (const process of now.all) {
    const earlier = before.get(process.pid);
    if (process === earlier || process.failure) continue;
    const wereThere = earlier === undefined || isGone(earlier, process) ? 0 : earlier.stat.numThreads;
    count += Math.max(0, process.stat.numThreads - wereThere);
  }
  return count;
}
