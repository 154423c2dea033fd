import type { Operation } from '../model/operation.ts';
import { type Process, replaced } from '../model/process.ts';
import type { Io } from '../procfs/pid/io.ts';
import type { Stat } from '../procfs/pid/stat.ts';
import type { Status } from '../procfs/pid/status.ts';
import type { Integer } from '../procfs/text.ts';
import { cpuPercent } from './cpu-percent.ts';
import { growth, minus } from './growth.ts';
import type { ProcessSample } from './process-sample.ts';
import { ThreadChange } from './thread-change.ts';

/** How a process can end for those who watch it. */
export const processEnds = {
  EXITED: { description: 'It has exited: it is gone, or a zombie that its parent has not asked how.' },
  REPLACED: { description: 'It is gone, and another process has its pid.' },
} as const;

export type ProcessEnd = keyof typeof processEnds;

/** The name of a counter in a record: what never falls. */
type Counter<R> = { [K in keyof R]: R[K] extends Integer | null ? K : never }[keyof R];

/** A sample of a process and how it differs from the sample before: the first differs from nothing, its differences are null. */
export class ProcessChange {
  /** Null while it lives. */
  readonly ended: ProcessEnd | null;
  readonly #now: ProcessSample;
  readonly #before: ProcessSample | null;

  constructor(now: ProcessSample, before: ProcessSample | null) {
    this.#now = now;
    this.#before = before;
    this.ended = endOf(now);
  }

  /** Throws where the pid is another's by now: nothing of that one is said. */
  get process(): Process {
    const { process } = this.#now;
    if (this.ended !== 'REPLACED') return process;
    throw replaced(process.pid);
  }

  get elapsedMs(): number | null {
    return this.#before && this.#now.operation.at - this.#before.operation.at;
  }

  /** CPU time in percent of one CPU's. */
  cpuPercent(...counters: ('utime' | 'stime')[]): number | null {
    if (this.elapsedMs === null) return null;
    const ticks = counters.reduce((sum, counter) => sum + Number(this.stat(counter)), 0);
    return cpuPercent(ticks, this.#now.operation.machine.ticksPerSecond, this.elapsedMs);
  }

  stat(counter: Counter<Stat>): Integer | null {
    return this.#growth((process) => process.present(process.stat[counter], counter));
  }

  status(counter: Counter<Status>): Integer | null {
    return this.#growth((process) => process.present(process.record('status')[counter], counter));
  }

  io(counter: Counter<Io>): Integer | null {
    return this.#growth((process) => process.record('io')[counter]);
  }

  residentBytes(): Integer {
    return residentBytes(this.process, this.#now.operation);
  }

  residentChange(): Integer | null {
    return this.#before && minus(this.residentBytes(), residentBytes(this.#before.process, this.#now.operation));
  }

  /** Those that were there when it was sampled. */
  threads(): ThreadChange[] {
    const before = this.#before?.process;
    return this.process
      .record('task')
      .map((tid) => this.process.thread(tid))
      .filter(({ failure }) => !failure)
      .map((thread) => new ThreadChange(thread, before?.sampledThread(thread.tid) ?? null, this.elapsedMs));
  }

  #growth(counter: (process: Process) => Integer): Integer | null {
    const now = counter(this.process);
    return this.#before && growth(now, counter(this.#before.process));
  }
}

/** Null while it lives. A first thread that ended before the others is a zombie too, but its process lives. */
export function endOf({ process, starttime }: ProcessSample): ProcessEnd | null {
  if (process.failure) return process.failure.reason === 'NOT_FOUND' ? 'EXITED' : null;
  if (process.stat.starttime !== starttime) return 'REPLACED';
  return process.isZombie && process.stat.numThreads <= 1 ? 'EXITED' : null;
}

function residentBytes({ stat }: Process, { machine }: Operation): Integer {
  return typeof stat.rss === 'bigint' ? stat.rss * BigInt(machine.pageBytes) : stat.rss * machine.pageBytes;
}
