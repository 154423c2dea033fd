import type { Machine } from '../model/machine.ts';
import { Moment } from '../model/moment.ts';
import { Operation } from '../model/operation.ts';
import { openSampling } from '../model/sampling.ts';
import type { SampledFiles } from '../procfs/sampled-files.ts';
import { remembered } from '../remembered.ts';
import { longestMs } from './interval.ts';
import { type Processes, SampledProcesses } from './sampled-processes.ts';
import { Timetable } from './timetable.ts';
import { type Wish, Wishes } from './wishes.ts';

/** Someone who samples at an interval. */
interface Watcher {
  wish: Wish;
  /** Gets an operation that has the files already, and all processes that were sampled: no other before it is done. */
  take: (sample: Operation, processes: Processes) => Promise<void> | void;
  /** Nothing could be sampled, or `take` failed. */
  fail: (error: unknown) => void;
}

/** An interval is as good as another, if neither is longer by more than this factor. */
const closeEnough = 1.5;

const samplers = new WeakMap<Machine, Sampler>();

/** The only sampler of a mount. */
export function samplerOf(machine: Machine): Sampler {
  return remembered(samplers, machine, () => new Sampler(machine));
}

/** Takes samples for all who watch: what is due at the same time is read at once, and what several want, once. */
export class Sampler {
  readonly #machine: Machine;
  readonly #watchers = new Set<Watcher>();
  /** Those that still take a sample, and whether they were due again meanwhile. */
  readonly #busy = new Map<Watcher, boolean>();
  readonly #timetable = new Timetable<Watcher>((due) => this.#tick(due));
  #opened: Promise<SampledFiles> | undefined;
  #processes = new SampledProcesses();
  #before = new Wishes([]);
  /** Of every process: the last two. */
  #snapshots: readonly { at: number; processes: Processes }[] = [];

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  /** Samples now, and then at each interval. */
  watch(intervalMs: number, watcher: Watcher): { refresh: () => void; stop: () => void } {
    this.#watchers.add(watcher);
    this.#timetable.add(watcher, intervalMs);
    return {
      refresh: () => this.#timetable.hasten(watcher),
      stop: () => {
        this.#timetable.remove(watcher);
        this.#forget(watcher);
      },
    };
  }

  /** One sample, which begins after this, and is there long before the interval is over. */
  once(wish: Wish): Promise<{ at: number; processes: Processes }> {
    return new Promise((resolve, reject) => {
      const { stop } = this.watch(longestMs, {
        wish,
        take: ({ at }, processes) => {
          stop();
          resolve({ at, processes });
        },
        fail: (error) => {
          stop();
          reject(error);
        },
      });
    });
  }

  /** What has been sampled of these files stays open, until the function is called that this returns. */
  hold(wish: Wish): () => void {
    const holder: Watcher = { wish, take: () => {}, fail: () => {} };
    this.#watchers.add(holder);
    return () => this.#forget(holder);
  }

  /** What was sampled of every process at the ends of about such a time, if it is hardly over. */
  recent(overMs: number): { earlier: Processes; later: Processes; elapsedMs: number } | null {
    const [earlier, later] = this.#snapshots;
    if (earlier === undefined || later === undefined || performance.now() - later.at > overMs) return null;
    const elapsedMs = later.at - earlier.at;
    if (elapsedMs < overMs / closeEnough || elapsedMs > overMs * closeEnough) return null;
    return { earlier: earlier.processes, later: later.processes, elapsedMs };
  }

  #forget(watcher: Watcher): void {
    this.#watchers.delete(watcher);
    if (this.#watchers.size === 0) this.#release();
  }

  async #tick(all: readonly Watcher[]): Promise<void> {
    for (const watcher of all.filter((watcher) => this.#busy.has(watcher))) this.#busy.set(watcher, true);
    const due = all.filter((watcher) => !this.#busy.has(watcher));
    if (due.length === 0) return;
    try {
      const files = await this.#open();
      const wishes = new Wishes(due.filter((watcher) => this.#watchers.has(watcher)).map(({ wish }) => wish));
      const at = performance.now();
      const processes = wishes.isEmpty ? this.#processes.none : await this.#sample(files, wishes);
      const process = (pid: number) => {
        const files = wishes.filesOf(pid);
        return processes.get(pid)?.copy((name) => files.includes(name));
      };
      const isComplete = wishes.every.length > 0;
      if (isComplete) this.#snapshots = [...this.#snapshots.slice(-1), { at, processes }];
      const sample = new Operation(this.#machine, { moment: new Moment({ process, isComplete }, at) });
      for (const watcher of due) void this.#give(watcher, sample, processes);
    } catch (error) {
      for (const { fail } of due) fail(error);
    }
  }

  /** What failed once is tried again the next time. */
  #open(): Promise<SampledFiles> {
    this.#opened ??= openSampling(this.#machine).catch((error: unknown) => {
      this.#opened = undefined;
      throw error;
    });
    return this.#opened;
  }

  /** What is wanted here is wanted by someone who still watches: it will be released. */
  async #sample(files: SampledFiles, wishes: Wishes): Promise<Processes> {
    const all = new Wishes([...this.#watchers].map(({ wish }) => wish));
    const request = wishes.request(this.#before, all);
    const processes = this.#processes;
    this.#before = all;
    processes.release(request.released);
    processes.take(await files.sample(request));
    return processes.of(wishes);
  }

  async #give(watcher: Watcher, sample: Operation, processes: Processes): Promise<void> {
    if (!this.#watchers.has(watcher)) return;
    this.#busy.set(watcher, false);
    try {
      await watcher.take(sample, processes);
    } catch (error) {
      watcher.fail(error);
    }
    if (this.#busy.get(watcher)) this.#timetable.hasten(watcher);
    this.#busy.delete(watcher);
  }

  /** Nobody watches: nothing is kept open. */
  #release(): void {
    this.#before = new Wishes([]);
    this.#snapshots = [];
    this.#processes = new SampledProcesses();
    void this.#opened?.then(
      (files) => files.release(),
      () => {},
    ); // whoever watched was told why
  }
}
