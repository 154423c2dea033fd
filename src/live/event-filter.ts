import { listed } from '../model/listed.ts';
import { Operation } from '../model/operation.ts';
import type { Process } from '../model/process.ts';
import { filtered, filterSources, type ProcessFilter } from '../model/process-filter.ts';
import type { ProcessEvent, ProcessEventKind } from './process-event.ts';
import { isSameProcess } from './table-sample.ts';

/**
 * Chooses events by their kind and by their process, which is judged as it is just after the event. Of one that exited,
 * what it was judged before holds; one that was gone before it could be judged at all began as a copy of its parent.
 */
export class EventFilter {
  readonly #kinds: readonly ProcessEventKind[] | null;
  readonly #where: ProcessFilter;
  /** The conditions that files must be read for: pid and parent are known of each event. */
  readonly #read: ProcessFilter;
  readonly #isRead: boolean;
  readonly #sources: readonly string[];
  /** Whether each process matched when it was judged last, by pid. */
  readonly #judged = new Map<number, boolean>();

  constructor(kinds: readonly ProcessEventKind[] | null, where: ProcessFilter) {
    this.#kinds = kinds;
    this.#where = where;
    this.#read = { ...where, pids: null, ppid: null };
    this.#isRead = Object.values(this.#read).some(isGiven);
    this.#sources = filterSources(this.#read);
  }

  /** Whether it may leave any out. */
  get isNarrow(): boolean {
    return this.#kinds !== null || Object.values(this.#where).some(isGiven);
  }

  /** Judges all that there are: for those of which the next event is their last. */
  async begin(operation: Operation): Promise<void> {
    if (!this.#isRead) return;
    const judgements = await this.#judge(await listed(operation), operation);
    this.#judged.clear();
    for (const [{ pid }, isMatching] of judgements) this.#judged.set(pid, isMatching);
  }

  async chosen(events: readonly ProcessEvent[], operation: Operation): Promise<ProcessEvent[]> {
    const judgements = await this.#judge(
      events.flatMap((event) => judged(event) ?? []),
      operation,
    );
    return events.filter((event) => {
      const isMatching = !this.#isRead || this.#isMatching(event, judgements);
      return isMatching && this.#isOfKind(event) && this.#isOfFamily(event);
    });
  }

  /** Whether each matches, without those that were gone before that was known. */
  async #judge(processes: readonly Process[], operation: Operation): Promise<ReadonlyMap<Process, boolean>> {
    const matching = new Set(await filtered(operation, [...new Set(processes)], this.#read));
    const others = processes.filter((process) => !matching.has(process));
    const unread = others.filter((process) => lacksAny(process, this.#sources));
    const gone = await goneOf(unread, operation);
    const known = processes.filter((process) => !gone.has(process));
    return new Map(known.map((process) => [process, matching.has(process)]));
  }

  #isMatching(event: ProcessEvent, judgements: ReadonlyMap<Process, boolean>): boolean {
    const { kind, pid, parentPid } = event;
    const process = judged(event);
    const now = process === null ? undefined : judgements.get(process);
    const before = kind === 'STARTED' ? undefined : this.#judged.get(pid);
    const ofParent = parentPid === null ? undefined : this.#judged.get(parentPid);
    const isMatching = now ?? before ?? ofParent ?? false;
    if (kind === 'EXITED') this.#judged.delete(pid);
    else this.#judged.set(pid, isMatching);
    return isMatching;
  }

  #isOfKind({ kind }: ProcessEvent): boolean {
    return this.#kinds === null || this.#kinds.includes(kind);
  }

  #isOfFamily({ pid, parentPid }: ProcessEvent): boolean {
    const { pids, ppid } = this.#where;
    return (pids?.includes(pid) ?? true) && (ppid ?? parentPid) === parentPid;
  }
}

/** The process of an event, if it can be judged: of a zombie, little can be read. */
function judged({ kind, process }: ProcessEvent): Process | null {
  return kind === 'EXITED' || process?.isZombie ? null : process;
}

/** Whether a file says nothing: of a process that ends meanwhile, the kernel reports that in many ways. */
function lacksAny(process: Process, files: readonly string[]): boolean {
  const isEmpty = process.has('cmdline') && !process.failureOf('cmdline') && process.record('cmdline').raw.length === 0;
  return files.some((name) => process.failureOf(name) !== undefined || (name === 'cmdline' && isEmpty));
}

/** Those that have ended by now. */
async function goneOf(processes: readonly Process[], { machine }: Operation): Promise<ReadonlySet<Process>> {
  const now = new Operation(machine);
  const again = (process: Process) => now.process(process.pid);
  await now.load(processes.map(again), ['stat']);
  const isGone = ({ failure }: Process) => failure?.reason === 'NOT_FOUND';
  return new Set(
    processes.filter((process) => {
      const later = again(process);
      return isGone(process) || isGone(later) || !isSameProcess(process, later) || (!later.failure && later.isZombie);
    }),
  );
}

function isGiven(wanted: unknown): boolean {
  return wanted !== null && wanted !== undefined;
}
