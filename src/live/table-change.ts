import type { ExecutionResult } from 'graphql';
import { processId } from '../model/identity.ts';
import type { Operation } from '../model/operation.ts';
import type { Process } from '../model/process.ts';
import { type State, stateOf } from '../model/state.ts';
import type { TableSample } from './process-table.ts';

/** What belongs to the machine, and hardly ever changes. */
export const stableTables = ['users', 'groups', 'bootTime'] as const;

/** What is selected of a table. */
export interface Selected {
  /** The files that the rows come from. */
  files: readonly string[];
  /** Whether what a row says follows from these files alone: then it is the same as long as they are. */
  isOwn: boolean;
  /** What rows look at besides. */
  tables: readonly (typeof stableTables)[number][];
  /** Under which keys the result has the event, and the event the rows. */
  eventKey: string;
  rowKeys: readonly string[];
}

/** How a table differs from what a reader was told before. */
export class TableChange {
  readonly now: TableSample;
  readonly #operation: Operation;
  readonly #seen: TableSample | null;
  readonly #selected: Selected;
  readonly #candidates: readonly Process[];

  constructor(operation: Operation, now: TableSample, seen: TableSample | null, selected: Selected) {
    this.now = now;
    this.#operation = operation;
    this.#seen = seen;
    this.#selected = selected;
    const isSame = selected.isOwn && seen?.surroundings === now.surroundings;
    this.#candidates = seen && isSame ? now.rows.filter((process) => this.#mayDiffer(process, seen)) : now.rows;
  }

  get isWhole(): boolean {
    return this.#seen === null;
  }

  /** The rows that are new, and those that may say something else than before: `settle` leaves out which do not. */
  get rows(): Process[] {
    return this.#candidates.map(({ pid }) => this.#operation.process(pid));
  }

  /** Ids of the rows that are no longer there. */
  get left(): string[] {
    return this.#gone().map((process) => this.#id(process));
  }

  /** Ids of all rows in their order. Null if that is what it was. */
  get order(): string[] | null {
    const seen = this.#seen?.rows;
    const { rows } = this.now;
    const isSame = seen?.length === rows.length && rows.every((row, at) => isSameProcess(row, seen[at]));
    return isSame ? null : rows.map((process) => this.#id(process));
  }

  get elapsedMs(): number | null {
    const { before, operation } = this.now;
    return before && operation.at - before.operation.at;
  }

  /** How many of all processes are in each state that any is in. */
  get states(): { state: State; count: number }[] {
    const counts = new Map<State, number>();
    for (const process of this.now.processes.values()) {
      if (process.failure) continue;
      const state = stateOf(process.stat.state);
      counts.set(state, (counts.get(state) ?? 0) + 1);
    }
    return [...counts].map(([state, count]) => ({ state, count })).sort((a, b) => b.count - a.count);
  }

  /** Leaves out the rows of which nothing that is selected has changed, and keeps what was told. */
  settle(result: ExecutionResult): ExecutionResult {
    const event = result.data?.[this.#selected.eventKey] as Record<string, unknown[]> | null | undefined; // an object type's
    const { rowKeys } = this.#selected;
    if (event === null || event === undefined || rowKeys.length === 0) return result;
    const told = new Map(this.#seen?.told);
    for (const { pid } of this.#gone()) told.delete(pid);
    const isNews = this.#candidates.map((process, at) => {
      const row = rowKeys.map((key) => event[key]?.[at]);
      const text = `${process.stat.starttime} ${JSON.stringify(row)}`;
      const isKnown = told.get(process.pid) === text;
      told.set(process.pid, text);
      return !isKnown;
    });
    for (const key of rowKeys) event[key] = event[key]?.filter((_, at) => isNews[at]) ?? [];
    if (!isNews.includes(true)) this.#operation.forgetNulls();
    this.now.told = told;
    return result;
  }

  /** What tells of the time since the sample before can change when no file does: back to nothing. */
  #mayDiffer(process: Process, seen: TableSample): boolean {
    const { pid } = process;
    if (!seen.told.has(pid)) return true;
    const earlier = seen.processes.get(pid);
    if (earlier !== process || this.now.before?.processes.get(pid) !== process) return true;
    return seen.before === null || seen.before.processes.get(pid) !== earlier;
  }

  #gone(): Process[] {
    const { rows, byPid } = this.now;
    if (this.#seen === null || this.#seen.rows === rows) return [];
    return this.#seen.rows.filter((process) => !isSameProcess(process, byPid.get(process.pid)));
  }

  #id(process: Process): string {
    return `Process:${processId(this.#operation.machine, process)}`;
  }
}

function isSameProcess(a: Process, b: Process | undefined): boolean {
  return a === b || (a.pid === b?.pid && a.stat.starttime === b.stat.starttime);
}
