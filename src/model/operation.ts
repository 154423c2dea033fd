import { ProcfsError, unsaid } from '../procfs/error.ts';
import type { Answer, Group } from '../procfs/group.ts';
import { remembered } from '../remembered.ts';
import type { DescriptorFile } from './file-descriptor.ts';
import type { Handle } from './handle.ts';
import type { Machine } from './machine.ts';
import { Moment } from './moment.ts';
import { Nulls } from './nulls.ts';
import { portionsByProcess, type Wanted } from './portions.ts';
import { Process, type ProcessFile } from './process.ts';
import type { SocketPart } from './socket.ts';
import { type Table, type TableName, tables } from './tables.ts';
import type { Thing } from './thing.ts';
import type { ThreadFile } from './thread.ts';

/** What a field can be read from: a file of the thing itself, or a table of the machine. */
export type Source = ProcessFile | DescriptorFile | ThreadFile | SocketPart | TableName;

interface OperationOptions extends Partial<Pick<Operation, 'before' | 'signal' | 'nulls'>> {
  /** One that others read at too. Its own, if not given. */
  moment?: Moment;
}

/**
 * One GraphQL operation, or one event of a subscription: the things it has met, each file of each read at most once,
 * so that all that is said of a process describes one moment.
 */
export class Operation {
  readonly machine: Machine;
  /** Of an event: the operation whose sample was the one before. Null if there was none; not there for a query. */
  readonly before: Operation | null | undefined;
  /** Aborted when nobody wants the answer any more: nothing is read from then on. */
  readonly signal: AbortSignal | undefined;
  readonly nulls: Nulls;
  readonly #moment: Moment;

  constructor(machine: Machine, { moment = new Moment(), nulls = new Nulls(), before, signal }: OperationOptions = {}) {
    this.machine = machine;
    this.#moment = moment;
    this.before = before;
    this.signal = signal;
    this.nulls = nulls;
  }

  /** One at the same moment, for an event: what this one has read, that one need not. What is null in it, is in it alone. */
  event(before: Operation | null): Operation {
    return new Operation(this.machine, { moment: this.#moment, nulls: this.nulls.copy(), before });
  }

  /** One that has read nothing yet: for what an act has changed. What is null in either is in both. */
  anew(): Operation {
    return new Operation(this.machine, { nulls: this.nulls });
  }

  /** When it began to read, in milliseconds on a clock that is never set. */
  get at(): number {
    return this.#moment.at;
  }

  /** The handle on a pid: the same for all who ask at this moment. Whether there is such a process, `load` tells. */
  process(pid: number): Process {
    const { processes, sampled } = this.#moment;
    return remembered(processes, pid, () => sampled.process(pid) ?? new Process(pid));
  }

  /** The handle on a process that was sampled otherwise: unless it has been met already, what its `stat` said is known. */
  adopt(process: Process, readAt: number): Process {
    return remembered(this.#moment.processes, process.pid, () => {
      const copy = process.copy((name) => name === 'stat');
      copy.readAt = readAt;
      return copy;
    });
  }

  /** The process with a pid as it was sampled. */
  sampled(pid: number): Process | undefined {
    return this.#moment.sampled.process(pid);
  }

  /** Whether what `sampled` gives of a pid is all that there was. */
  hasSampled(pid: number): boolean {
    const { isComplete, process } = this.#moment.sampled;
    return isComplete || process(pid) !== undefined;
  }

  /**
   * Reads the files that are still missing, and returns nothing if none is. Throws why the operation was aborted.
   * What is asked for before the event loop turns goes out as one batch.
   */
  load(things: readonly Thing[], names: readonly string[]): Promise<void> | undefined {
    this.signal?.throwIfAborted();
    const waits = new Set<Promise<void>>();
    const files = names.filter((name) => {
      const wait = isTable(name) && this.#loadTable(name);
      if (wait) waits.add(wait);
      return !isTable(name);
    });
    for (const thing of things) {
      for (const name of files) {
        if (!thing.has(name)) waits.add(thing.arrival(name, this));
      }
    }
    if (waits.size === 0) return undefined;
    return Promise.all(waits).then(() => undefined);
  }

  /** What a table that was loaded says. Throws the ProcfsError that says why it says nothing. */
  table<N extends TableName>(name: N): Table<N> {
    const contents = this.#moment.contents.get(name);
    if (contents instanceof ProcfsError) throw contents;
    if (!this.#moment.contents.has(name))
      throw new Error(`${name} was not loaded: the field's "from" does not name it`);
    return contents as Table<N>; // stored by #loadTable from the table of this name
  }

  #loadTable(name: TableName): Promise<void> | undefined {
    if (this.#moment.contents.has(name)) return undefined;
    return remembered(this.#moment.tables, name, async () => {
      this.#moment.contents.set(name, await tables[name](this).catch(unsaid));
    });
  }

  /** Puts a file into the batch that goes out when the event loop turns. */
  want(handle: Handle, name: string): Promise<void> {
    let batch = this.#moment.batch;
    if (batch === undefined) {
      const wanted: Wanted[] = [];
      batch = { wanted, arrival: Promise.resolve().then(() => this.#read(wanted)) };
      this.#moment.batch = batch;
    }
    batch.wanted.push({ handle, name });
    return batch.arrival;
  }

  async #read(wanted: readonly Wanted[]): Promise<void> {
    this.#moment.batch = undefined;
    const portions = portionsByProcess(wanted);
    const groups = portions.map(({ process, wanted }): Group => {
      const others = wanted.map(({ handle, name }) => handle.read(name));
      return { reads: [process.read('stat'), ...others], pinned: true };
    });
    const take = (index: number, [stat, ...answers]: Answer[], afterwards?: Buffer) => {
      const portion = portions[index];
      if (portion === undefined || stat === undefined) throw new Error('an answer to nothing that was asked');
      const gone = portion.process.identify(stat, afterwards);
      portion.wanted.forEach(({ handle, name }, at) => {
        const answer = answers[at];
        if (gone) handle.lose(name, gone);
        else if (answer) handle.keep(name, answer);
      });
    };
    await this.machine.proc.readGroups(groups, take, this.signal);
  }
}

function isTable(name: string): name is TableName {
  return Object.hasOwn(tables, name);
}
