import { listed } from '../model/listed.ts';
import type { Machine } from '../model/machine.ts';
import type { Operation } from '../model/operation.ts';
import { openSampling } from '../model/sampling.ts';
import { Op } from '../procfs/batch.ts';
import { nullIfUnsaid, ProcfsError } from '../procfs/error.ts';
import type { Answer } from '../procfs/group.ts';
import { parseStatm } from '../procfs/pid/statm.ts';
import type { SampledFiles } from '../procfs/sampled-files.ts';
import type { Integer } from '../procfs/text.ts';
import { parseUptime } from '../procfs/uptime.ts';
import { remembered } from '../remembered.ts';
import { soonMs } from './every-process.ts';

/** Of descriptors: half of what the samples of everything else have. */
const share = 1 / 4;

/** The kernel tells the time since boot so exactly, in seconds. */
const uptimeStep = 0.01;

const request = { every: ['statm'], isExact: true, some: [], released: { every: [], some: [] } };

/** By pid. */
type Pages = Map<number, Integer>;

/** The memory of all processes at one moment. */
export interface Residents {
  /** Pages held in RAM, by pid: to be looked at at once, as the next sample changes them. */
  pages: ReadonlyMap<number, Integer>;
  /** Of whoever was started later, in clock ticks since boot, these may not be the pages, but a predecessor's. */
  startedBy: number;
}

const residents = new WeakMap<Machine, ResidentPages>();

/**
 * How much memory each process holds that there is from now on. To read it from `statm` takes a quarter of what `stat`
 * takes. Null where not all of them may be read, and of a captured tree.
 */
export async function residentPages(operation: Operation): Promise<Residents | null> {
  const { machine } = operation;
  if (machine.isCaptured) return null;
  return remembered(residents, machine, () => new ResidentPages(machine)).get(operation);
}

/** Who asks again soon is told what is sampled: it keeps the files open. */
class ResidentPages {
  readonly #machine: Machine;
  #timer: NodeJS.Timeout | undefined;
  /** Something failed: of what was sampled some may be missing, until all of it is let go. */
  #isWithheld = false;
  #opened: SampledFiles | undefined;
  #sampled: Pages = new Map();
  #running: Promise<unknown> = Promise.resolve();
  #next: Promise<Pages> | undefined;

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  async get(operation: Operation): Promise<Residents | null> {
    const isFirst = this.#timer === undefined;
    this.#timer ??= setTimeout(() => this.#release(), soonMs).unref();
    this.#timer.refresh();
    if (this.#isWithheld) return null;
    try {
      const [pages, startedBy] = await Promise.all([isFirst ? read(operation) : this.#sample(), this.#ticks()]);
      return this.#isWithheld ? null : { pages, startedBy };
    } catch (error) {
      this.#isWithheld ||= !isFirst || error instanceof ProcfsError; // a first reading may be aborted
      if (!(error instanceof ProcfsError)) throw error;
      if (error.reason === 'MALFORMED') process.emitWarning(error.message);
      return null; // denied, or there are no descriptors left
    }
  }

  /** Whoever asks while a sample is being taken shares the next. */
  #sample(): Promise<Pages> {
    this.#next ??= this.#running.then(() => {
      this.#next = undefined;
      const taken = this.#take();
      this.#running = taken.catch(() => {}); // whoever asked is told
      return taken;
    });
    return this.#next;
  }

  async #take(): Promise<Pages> {
    this.#opened ??= await openSampling(this.#machine, share);
    const pages = this.#sampled;
    const { changes, gone } = await this.#opened.sample(request);
    for (const pid of gone) pages.delete(pid);
    for (const { pid, answer } of changes) pages.set(pid, resident(answer));
    return pages;
  }

  /** Clock ticks since boot. Before all, where the kernel does not say it. */
  async #ticks(): Promise<number> {
    const { proc, ticksPerSecond } = this.#machine;
    const found = await proc.read('uptime').then(parseUptime, nullIfUnsaid);
    return found === null ? -1 : Math.floor((found.uptime + uptimeStep) * ticksPerSecond);
  }

  #release(): void {
    this.#timer = undefined;
    this.#isWithheld = false;
    this.#sampled = new Map();
    this.#opened?.release();
  }
}

async function read(operation: Operation): Promise<Pages> {
  const pids = (await listed(operation)).map(({ pid }) => pid);
  const groups = pids.map((pid) => ({ reads: [{ op: Op.show, path: `${pid}/statm` }], pinned: false }));
  const pages: Pages = new Map();
  const take = (index: number, [answer]: Answer[]) => {
    const isGone = answer instanceof ProcfsError && answer.reason === 'NOT_FOUND';
    if (answer !== undefined && !isGone) pages.set(pids[index] ?? 0, resident(answer));
  };
  await operation.machine.proc.readGroups(groups, take, operation.signal);
  return pages;
}

/** Throws the ProcfsError. */
function resident(answer: Answer): Integer {
  if (answer instanceof ProcfsError) throw answer;
  return parseStatm(answer).resident;
}
