import type { Thread } from '../model/thread.ts';
import type { Integer } from '../procfs/text.ts';
import { cpuPercent } from './cpu-percent.ts';
import { growth } from './growth.ts';

/** What a thread is doing, and what it used since the sample of its process before. */
export class ThreadChange {
  readonly thread: Thread;
  readonly #before: Thread | null;
  readonly #elapsedMs: number | null;

  /** `before` is null for a thread that was not there; `elapsedMs` if there was no sample before. */
  constructor(thread: Thread, before: Thread | null, elapsedMs: number | null) {
    this.thread = thread;
    const isSame = before && !before.failure && before.stat.starttime === thread.stat.starttime;
    this.#before = isSame ? before : null;
    this.#elapsedMs = elapsedMs;
  }

  /** CPU time in percent of one CPU's. */
  cpuPercent(ticksPerSecond: number, ...counters: ('utime' | 'stime')[]): number | null {
    if (this.#elapsedMs === null) return null;
    const ticks = counters.reduce((sum, counter) => sum + Number(this.count(counter)), 0);
    return cpuPercent(ticks, ticksPerSecond, this.#elapsedMs);
  }

  /** All that was counted, of a thread that has begun since. */
  count(counter: 'utime' | 'stime' | 'minflt' | 'majflt'): Integer | null {
    return this.#elapsedMs === null ? null : growth(this.thread.stat[counter], this.#before?.stat[counter] ?? 0);
  }
}
