import type { Machine } from '../model/machine.ts';
import type { Operation } from '../model/operation.ts';
import { comparePlaces, type Place } from '../model/place.ts';
import { type Process, sampledFiles } from '../model/process.ts';
import { filtered, filterSources, type ProcessFilter } from '../model/process-filter.ts';
import { orderSources, ordersByUsage, type ProcessOrder, placeOf, type Usages } from '../model/process-order.ts';
import { nullIfUnsaid } from '../procfs/error.ts';
import { cpuUsages } from './cpu-usage.ts';
import { Sampled } from './sampled.ts';
import type { Processes } from './sampled-processes.ts';
import { type Selected, TableChange } from './table-change.ts';

/** Which processes are in a table, and in which order. */
export interface TableQuery {
  where: ProcessFilter;
  order: readonly ProcessOrder[];
  /** How many at most. */
  first: number | null;
}

/** A table of processes at one moment. */
export interface TableSample {
  operation: Operation;
  /** All processes. */
  processes: Processes;
  /** Those that meet the filter. */
  totalCount: number;
  /** The rows, in their order. */
  rows: readonly Process[];
  byPid: ReadonlyMap<number, Process>;
  /** What the tables say that rows look at. */
  surroundings: string;
  /** What was sampled before, for the rows that tell of the time since. */
  before: { operation: Operation; processes: Processes } | null;
  /** What a client has been told of each row, by pid: there once an event has been executed that leads to this sample. */
  told: ReadonlyMap<number, string>;
}

/** What `top` shows: the table now, and at each interval what is different in it. */
export function watchProcesses(
  machine: Machine,
  intervalMs: number,
  query: TableQuery,
  selected: Selected,
): Promise<Sampled<TableSample, TableChange>> {
  const files = [...selected.files, ...filterSources(query.where), ...orderSources(query.order)];
  let before: TableSample | null = null;
  return Sampled.start(machine, intervalMs, {
    wish: { every: files.filter((name) => sampledFiles.has(name)) },
    sample: async (moment, processes) => {
      const operation = moment.event(before?.operation ?? null);
      const all = readable(operation, processes);
      const matching = await matches(operation, all, query.where);
      const ordered = await inOrder(operation, matching, query.order);
      const rows = query.first === null ? ordered : ordered.slice(0, query.first);
      before = {
        operation,
        processes,
        totalCount: matching.length,
        rows,
        byPid: new Map(rows.map((process) => [process.pid, process])),
        surroundings: await surroundings(operation, selected.tables),
        before: before && { operation: before.operation, processes: before.processes },
        told: new Map(),
      };
      return before;
    },
    event: (now, seen) => {
      const operation = now.operation.event(now.before?.operation ?? null);
      const value = new TableChange(operation, now, seen, selected);
      return { operation, value, settle: (result) => value.settle(result) };
    },
    isLast: () => false,
  });
}

function readable(operation: Operation, processes: Processes): Process[] {
  return [...processes.values()].filter(({ failure }) => {
    if (failure && failure.reason !== 'NOT_FOUND') operation.noteNull('Subscription.processTable', failure);
    return failure === undefined;
  });
}

/** Of a table that cannot be read, nothing. */
async function surroundings(operation: Operation, names: Selected['tables']): Promise<string> {
  await operation.load([], names);
  return JSON.stringify(names.map((name) => spokenTable(operation, name)));
}

function spokenTable(operation: Operation, name: Selected['tables'][number]): unknown {
  try {
    return name === 'bootTime' ? operation.table(name) : [...operation.table(name)];
  } catch (error) {
    return nullIfUnsaid(error);
  }
}

/** What samples do not have of a process is read for the moment, and not kept with them. */
async function matches(
  operation: Operation,
  all: readonly Process[],
  where: ProcessFilter,
): Promise<readonly Process[]> {
  if (filterSources(where).every((name) => sampledFiles.has(name))) return filtered(operation, all, where);
  const matching = await filtered(
    operation,
    all.map(({ pid }) => operation.process(pid)),
    where,
  );
  const pids = new Set(matching.map(({ pid }) => pid));
  return all.filter(({ pid }) => pids.has(pid));
}

async function inOrder(
  operation: Operation,
  processes: readonly Process[],
  order: readonly ProcessOrder[],
): Promise<readonly Process[]> {
  if (order.length === 0) return processes.toSorted((a, b) => a.pid - b.pid);
  const usages: Usages = ordersByUsage(order) ? await cpuUsages(operation, processes) : new Map();
  const places = new Map<Process, Place>(processes.map((process) => [process, placeOf(process, order, usages)]));
  const place = (process: Process): Place => places.get(process) ?? [];
  return processes.toSorted((a, b) => comparePlaces(place(a), place(b), order));
}
