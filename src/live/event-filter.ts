import { listed } from '../model/listed.ts';
import type { Operation } from '../model/operation.ts';
import type { Process } from '../model/process.ts';
import { filtered, type ProcessFilter } from '../model/process-filter.ts';
import type { ProcessEvent, ProcessEventKind } from './process-event.ts';

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
  readonly #matching = new Set<number>();

  constructor(kinds: readonly ProcessEventKind[] | null, where: ProcessFilter) {
    this.#kinds = kinds;
    this.#where = where;
    this.#read = { ...where, pids: null, ppid: null };
    this.#isRead = Object.values(this.#read).some(isGiven);
  }

  /** Whether it may leave any out. */
  get isNarrow(): boolean {
    return this.#kinds !== null || Object.values(this.#where).some(isGiven);
  }

  /** Judges all that there are: for those of which the next event is their last. */
  async begin(operation: Operation): Promise<void> {
    if (!this.#isRead) return;
    const matching = await this.#judge(await listed(operation), operation);
    this.#matching.clear();
    for (const { pid } of matching) this.#matching.add(pid);
  }

  async chosen(events: readonly ProcessEvent[], operation: Operation): Promise<ProcessEvent[]> {
    const matching = await this.#judge(
      events.flatMap((event) => judged(event) ?? []),
      operation,
    );
    return events.filter((event) => {
      const isMatching = !this.#isRead || this.#isMatching(event, matching);
      return isMatching && this.#isOfKind(event) && this.#isOfFamily(event);
    });
  }

  async #judge(processes: readonly Process[], operation: Operation): Promise<ReadonlySet<Process>> {
    return new Set(await filtered(operation, [...new Set(processes)], this.#read));
  }

  #isMatching(event: ProcessEvent, matching: ReadonlySet<Process>): boolean {
    const { kind, pid, parentPid } = event;
    const process = judged(event);
    if (process !== null) this.#set(pid, matching.has(process));
    else if (kind === 'STARTED') this.#set(pid, parentPid !== null && this.#matching.has(parentPid));
    return kind === 'EXITED' ? this.#matching.delete(pid) : this.#matching.has(pid);
  }

  #set(pid: number, isMatching: boolean): void {
    if (isMatching) this.#matching.add(pid);
    else this.#matching.delete(pid);
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

function isGiven(wanted: unknown): boolean {
  return wanted !== null && wanted !== undefined;
}
