import type { Operation } from '../model/operation.ts';
import type { Process } from '../model/process.ts';
import type { Processes } from './sampled-processes.ts';

/** A table of processes at one moment. */
export interface TableSample {
  operation: Operation;
  /** All processes of the machine. */
  processes: Processes;
  /** Those of which something has changed since the sample before. */
  fresh: ReadonlySet<Process>;
  /** The operation of that sample. Null for the first. */
  before: Operation | null;
  /** How many meet the filter. */
  totalCount: number;
  /** The rows, in their order. */
  rows: readonly Process[];
  /** The rows, in order of pid. */
  members: readonly Process[];
  /** What clients have been told of each of `members`: there once an event has been executed that leads to this sample. */
  told: readonly string[];
  /** What the tables say that rows look at. */
  surroundings: string;
}

/** Told of two lists of processes in order of pid, by the places in them. */
interface Comparison {
  stayed: (now: number, before: number) => void;
  came: (now: number) => void;
  left: (before: number) => void;
}

/** Goes through both lists at once. Another process with the same pid is another. */
export function compare(now: readonly Process[], before: readonly Process[], { stayed, came, left }: Comparison): void {
  let [n, b] = [0, 0];
  while (n < now.length || b < before.length) {
    const [process, earlier] = [now[n], before[b]];
    if (process && earlier && isSameProcess(process, earlier)) stayed(n++, b++);
    else if (process && (!earlier || process.pid < earlier.pid)) came(n++);
    else left(b++);
  }
}

export function isSameProcess(a: Process, b: Process | undefined): boolean {
  return a === b || (a.pid === b?.pid && startOf(a) === startOf(b));
}

/** Of one that cannot be read, nothing is known. */
function startOf(process: Process) {
  return process.failure ? null : process.stat.starttime;
}
