import type { ExecutionResult } from 'graphql';
import { processId } from '../model/identity.ts';
import type { Operation } from '../model/operation.ts';
import type { Process } from '../model/process.ts';
import { type State, stateOf } from '../model/state.ts';
import { SystemChange } from './system-change.ts';
import { compare, isSameProcess, type TableSample } from './table-sample.ts';

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
  /** The tables that are asked for of the whole system. */
  system: readonly string[];
  /** Under which keys the result has the event, and the event the rows. */
  eventKey: string;
  rowKeys: readonly string[];
  /** Types and fields, as `SystemStat.forks`, of all that is selected beside the rows. */
  otherFields: ReadonlySet<string>;
}

/** How a table differs from what a reader was told before. */
export class TableChange {
  readonly now: TableSample;
  readonly #operation: Operation;
  readonly #seen: TableSample | null;
  readonly #selected: Selected;
  /** The rows that are new, or may say something else than before: places among `members`, with what was told of them. */
  readonly #candidates: { at: number; told: string | undefined }[] = [];
  readonly #gone: Process[] = [];
  /** What was told of each of `members`. */
  readonly #told: string[] = [];

  constructor(operation: Operation, now: TableSample, seen: TableSample | null, selected: Selected) {
    this.now = now;
    this.#operation = operation;
    this.#seen = seen;
    this.#selected = selected;
    this.#compare(seen);
  }

  get isWhole(): boolean {
    return this.#seen === null;
  }

  /** The rows that are new, and those that may say something else than before: `settle` leaves out which do not. */
  get rows(): Process[] {
    return this.#candidates.map(({ at }) => this.#operation.process(this.now.members[at]?.pid ?? 0));
  }

  /** Ids of the rows that are no longer there. */
  get left(): string[] {
    return this.#gone.map((process) => this.#id(process));
  }

  /** Ids of all rows in their order. Null if that is what it was. */
  get order(): string[] | null {
    const seen = this.#seen?.rows;
    const { rows } = this.now;
    const isSame = seen?.length === rows.length && rows.every((row, at) => isSameProcess(row, seen[at]));
    return isSame ? null : rows.map((process) => this.#id(process));
  }

  /** What the machine did since the sample before. */
  get system(): SystemChange {
    return new SystemChange(this.#operation, this.now.before);
  }

  get elapsedMs(): number | null {
    const { before, operation } = this.now;
    return before && operation.at - before.at;
  }

  /** How many of all processes are in each state that any is in. */
  get states(): { state: State; count: number }[] {
    const counts = new Map<State, number>();
    for (const process of this.now.processes.all) {
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
    const isNews = this.#candidates.map(({ at, told }, index) => {
      const text = JSON.stringify(rowKeys.map((key) => event[key]?.[index]));
      this.#told[at] = text;
      return text !== told;
    });
    for (const key of rowKeys) event[key] = event[key]?.filter((_, index) => isNews[index]) ?? [];
    this.now.told = this.#told;
    if (!isNews.includes(true)) this.#forgetRows();
    return result;
  }

  /** Why fields of the rows are null is not told, if no row is. */
  #forgetRows(): void {
    const ofOthers = this.#operation.nulls.all.filter(({ field }) => this.#selected.otherFields.has(field));
    this.#operation.nulls.keep([...this.now.operation.nulls.all, ...ofOthers]);
  }

  #compare(seen: TableSample | null): void {
    const { members, fresh } = this.now;
    const earlier = seen?.members ?? [];
    const isSettled = this.#selected.isOwn && seen?.surroundings === this.now.surroundings;
    compare(members, earlier, {
      came: (at) => {
        this.#told[at] = '';
        this.#candidates.push({ at, told: undefined });
      },
      left: (at) => this.#gone.push(...earlier.slice(at, at + 1)),
      stayed: (at, before) => {
        const [process, same, told] = [members[at], earlier[before], seen?.told[before]];
        this.#told[at] = told ?? '';
        // What tells of the time since the sample before can change though no file does: back to nothing.
        const isSame = process === same && process && !fresh.has(process) && !seen?.fresh.has(process);
        if (!isSettled || !isSame) this.#candidates.push({ at, told });
      },
    });
  }

  #id(process: Process): string {
    return `Process:${processId(this.#operation.machine, process)}`;
  }
}
