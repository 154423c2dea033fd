import type { Machine } from '../model/machine.ts';
import { Operation } from '../model/operation.ts';
import { type Process, replaced } from '../model/process.ts';
import type { Usages } from '../model/process-order.ts';
import { nullIfUnsaid } from '../procfs/error.ts';
import type { Stat } from '../procfs/pid/stat.ts';
import { remembered } from '../remembered.ts';
import { cpuPercent } from './cpu-percent.ts';
import { samplerOf } from './sampler.ts';

/** Over how long, if nothing else is said. */
export const usualMs = 500;

/** Rows that ask later than this share of the wait have one of their own. */
const joinShare = 0.1;

/**
 * CPU time of a process in percent of one CPU's: in an event, since the sample before; in a query, over some time: the
 * last interval of a sampler that runs anyway, if it is about as long, or else one wait for all rows that ask.
 * Null in the first event. Throws the ProcfsError if the process ends meanwhile.
 */
export function cpuUsage(operation: Operation, process: Process, overMs: number): number | null | Promise<number> {
  const { before, machine } = operation;
  if (before === null) return null;
  if (before?.hasSampled(process.pid)) return usageSince(before, operation, process);
  const recent = samplerOf(machine).recent(overMs);
  const [earlier, later] = [recent?.earlier.get(process.pid), recent?.later.get(process.pid)];
  if (recent && earlier && later && isSame(earlier, process) && isSame(later, process)) {
    return percent(machine, earlier.stat, later.stat, recent.elapsedMs);
  }
  return waitFor(operation, overMs).usage(process);
}

/** The same of two samples: a process that was not there in the one before has used all that it used since. */
function usageSince(before: Operation, now: Operation, process: Process): number {
  const earlier = before.sampled(process.pid);
  const start = earlier && isSame(earlier, process) ? earlier.stat : null;
  return percent(now.machine, start, process.stat, now.at - before.at);
}

/** What each of some processes uses, as far as it is known. */
export async function cpuUsages(operation: Operation, processes: readonly Process[]): Promise<Usages> {
  const usages = await Promise.all(
    processes.map(async (process) => {
      const usage = async () => cpuUsage(operation, process, usualMs);
      return [process, await usage().catch(nullIfUnsaid)] as const;
    }),
  );
  return new Map(usages);
}

function isSame(a: Process, b: Process): boolean {
  return !a.failure && !b.failure && a.stat.starttime === b.stat.starttime;
}

function percent({ ticksPerSecond }: Machine, before: Stat | null, now: Stat, elapsedMs: number): number {
  const ticks = (stat: Stat) => Number(stat.utime) + Number(stat.stime);
  return Math.max(0, cpuPercent(ticks(now) - (before ? ticks(before) : 0), ticksPerSecond, elapsedMs));
}

const waits = new WeakMap<Operation, Map<number, Wait>>();

function waitFor(operation: Operation, overMs: number): Wait {
  const known = remembered(waits, operation, () => new Map<number, Wait>());
  const running = known.get(overMs);
  if (running?.isOpen) return running;
  const wait = new Wait(operation, overMs);
  known.set(overMs, wait);
  return wait;
}

/** A time that passes, and what processes have used after it. */
class Wait {
  readonly #first: Operation;
  readonly #openUntil: number;
  readonly #pids = new Set<number>();
  readonly #second: Promise<Operation>;

  constructor(first: Operation, overMs: number) {
    this.#first = first;
    this.#openUntil = performance.now() + overMs * joinShare;
    this.#second = new Promise<void>((resolve) => setTimeout(resolve, overMs)).then(() => this.#sample());
  }

  get isOpen(): boolean {
    return performance.now() < this.#openUntil;
  }

  async usage(process: Process): Promise<number> {
    this.#pids.add(process.pid);
    const second = await this.#second;
    const later = second.process(process.pid);
    if (later.failure) throw later.failure;
    if (!isSame(later, process)) throw replaced(process.pid);
    const { machine, at } = this.#first;
    return percent(machine, process.stat, later.stat, (later.readAt ?? second.at) - (process.readAt ?? at));
  }

  async #sample(): Promise<Operation> {
    const { machine, signal } = this.#first;
    const second = new Operation(machine, { signal });
    await second.load(
      [...this.#pids].map((pid) => second.process(pid)),
      ['stat'],
    );
    return second;
  }
}
