import { uptime } from 'node:os';
import type { Machine } from '../model/machine.ts';
import type { Operation } from '../model/operation.ts';
import { openSampling } from '../model/sampling.ts';
import { nullIfUnsaid, ProcfsError } from '../procfs/error.ts';
import type { Answer } from '../procfs/group.ts';
import { parseStatm } from '../procfs/pid/statm.ts';
import type { Sample, SampledFiles } from '../procfs/sampled-files.ts';
import type { Integer } from '../procfs/text.ts';
import { remembered } from '../remembered.ts';
import { soonMs } from './every-process.ts';

/** Of descriptors: half of what the samples of everything else have. */
const share = 1 / 4;

/** The kernel tells the time since boot so exactly, in seconds. */
const uptimeStep = 0.01;

const request = { every: ['statm'], isExact: true, some: [], released: { every: [], some: [] } };

/** The memory of all processes at one moment. */
export interface Residents {
  /** Pages held in RAM, by pid. */
  pages: ReadonlyMap<number, Integer>;
  /** Whoever was started later, in clock ticks since boot, is none of these, but a successor of a pid. */
  startedBy: number;
}

const residents = new WeakMap<Machine, ResidentPages>();

/**
 * How much memory each process holds that there is from now on. To read it from `statm` takes a quarter of what `stat`
 * takes. Null for who does not ask again and again, and where not all of them may be read.
 */
export async function residentPages({ machine }: Operation): Promise<Residents | null> {
  if (machine.isCaptured) return null;
  return remembered(residents, machine, () => new ResidentPages(machine)).get();
}

class ResidentPages {
  readonly #machine: Machine;
  #timer: NodeJS.Timeout | undefined;
  #opened: SampledFiles | undefined;
  #pages = new Map<number, Integer | null>();
  #running: Promise<unknown> = Promise.resolve();
  #next: Promise<Residents | null> | undefined;

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  async get(): Promise<Residents | null> {
    if (this.#timer === undefined) {
      this.#timer = setTimeout(() => this.#release(), soonMs).unref();
      return null;
    }
    this.#timer.refresh();
    return this.#sample();
  }

  /** Whoever asks while a sample is being taken shares the next. */
  #sample(): Promise<Residents | null> {
    this.#next ??= this.#running.then(() => {
      this.#next = undefined;
      const taken = this.#take();
      this.#running = taken.catch(() => {}); // whoever asked is told
      return taken;
    });
    return this.#next;
  }

  async #take(): Promise<Residents | null> {
    this.#opened ??= await openSampling(this.#machine, share);
    const startedBy = Math.round((uptime() + uptimeStep) * this.#machine.ticksPerSecond);
    const pages = this.#pages;
    try {
      note(pages, await this.#opened.sample(request));
    } catch (error) {
      this.#pages = new Map(); // the thread begins anew
      if (error instanceof ProcfsError) return null; // there are no descriptors left, for one
      throw error;
    }
    const known = [...pages].filter((entry): entry is [number, Integer] => entry[1] !== null);
    return known.length === pages.size ? { pages: new Map(known), startedBy } : null;
  }

  #release(): void {
    this.#timer = undefined;
    this.#pages = new Map();
    this.#opened?.release();
  }
}

function note(pages: Map<number, Integer | null>, { changes, gone }: Sample): void {
  for (const pid of gone) pages.delete(pid);
  for (const { pid, answer } of changes) pages.set(pid, resident(answer));
}

/** Null where the kernel does not say it. */
function resident(answer: Answer): Integer | null {
  if (answer instanceof ProcfsError) return null;
  try {
    return parseStatm(answer).resident;
  } catch (error) {
    return nullIfUnsaid(error);
  }
}
