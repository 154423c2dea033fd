import type { Machine } from '../model/machine.ts';
import type { Operation } from '../model/operation.ts';
import { type Process, sampledFiles } from '../model/process.ts';
import { filtered, filterSources, type ProcessFilter } from '../model/process-filter.ts';
import { orderSources, ordersByUsage, type ProcessOrder, sorted, type Usages } from '../model/process-order.ts';
import { nullIfUnsaid } from '../procfs/error.ts';
import { cpuUsages } from './cpu-usage.ts';
import { Sampled } from './sampled.ts';
import type { Processes } from './sampled-processes.ts';
import { type Selected, TableChange } from './table-change.ts';
import { compare, type TableSample } from './table-sample.ts';

/** Which processes are in a table, and in which order. */
export interface TableQuery {
  where: ProcessFilter;
  order: readonly ProcessOrder[];
  /** How many at most. */
  first: number | null;
}

/** What `top` shows: the table now, and at each interval what is different in it. */
export function watchProcesses(
  machine: Machine,
  intervalMs: number,
  query: TableQuery,
  selected: Selected,
): Promise<Sampled<TableSample, TableChange>> {
  const files = [...selected.files, ...filterSources(query.where), ...orderSources(query.order)];
  let before: { operation: Operation; processes: Processes } | null = null;
  return Sampled.start(machine, intervalMs, {
    wish: { every: files.filter((name) => sampledFiles.has(name)) },
    sample: async (moment, processes) => {
      const operation = moment.event(before?.operation ?? null);
      await operation.load([], selected.system);
      const matching = await matches(operation, readable(operation, processes), query.where);
      const ordered = await inOrder(operation, matching, query.order);
      const rows = query.first === null ? ordered : ordered.slice(0, query.first);
      const sample: TableSample = {
        operation,
        processes,
        fresh: freshOf(processes, before?.processes.all ?? []),
        before: before?.operation ?? null,
        totalCount: matching.length,
        rows,
        members: query.order.length === 0 ? rows : rows.toSorted((a, b) => a.pid - b.pid),
        told: [],
        surroundings: await surroundings(operation, selected.tables),
      };
      before = { operation, processes };
      return sample;
    },
    event: (now, seen) => {
      const operation = now.operation.event(now.before);
      const value = new TableChange(operation, now, seen, selected);
      return { operation, value, settle: (result) => value.settle(result) };
    },
    isLast: () => false,
  });
}

/** A process of which nothing has changed has the same handle. */
function freshOf({ all }: Processes, before: readonly Process[]): Set<Process> {
  const fresh = new Set<Process>();
  if (all === before) return fresh;
  const add = (process: Process | undefined) => process && fresh.add(process);
  compare(all, before, {
    came: (at) => add(all[at]),
    left: () => {},
    stayed: (at, earlier) => all[at] === before[earlier] || add(all[at]),
  });
  return fresh;
}

/** In order of pid. */
function readable(operation: Operation, processes: Processes): readonly Process[] {
  for (const { failure } of processes.denied) {
    if (failure) operation.nulls.noteMissing('Subscription.processTable', failure);
  }
  const denied = new Set(processes.denied);
  return denied.size > 0 ? processes.all.filter((process) => !denied.has(process)) : processes.all;
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
  if (order.length === 0) return processes;
  const usages: Usages = ordersByUsage(order) ? await cpuUsages(operation, processes) : new Map();
  return sorted(processes, order, usages);
}
