import { commandLine } from '../procfs/pid/cmdline.ts';
import type { Integer } from '../procfs/text.ts';
import type { Operation, Source } from './operation.ts';
import type { Process } from './process.ts';
import { type State, stateOf } from './state.ts';
import { matchesText, type TextFilter } from './text-filter.ts';

interface Wanted {
  pids: readonly number[];
  ppid: number;
  name: TextFilter;
  commandLine: TextFilter;
  states: readonly State[];
  users: readonly string[];
  uids: readonly Integer[];
  kernelThreads: boolean;
  minResidentBytes: Integer;
}

/** Which processes of a list: all that is given must hold. */
export type ProcessFilter = { [K in keyof Wanted]?: Wanted[K] | null | undefined };

interface Condition<T> {
  /** The files that it looks at. */
  from: readonly Source[];
  holds: (wanted: T, process: Process, operation: Operation) => boolean;
}

type Conditions = { [K in keyof Wanted]: Condition<Wanted[K]> };

/** Those that look at the cheapest file come first. */
const conditions: Conditions = {
  pids: { from: ['stat'], holds: (pids, { pid }) => pids.includes(pid) },
  ppid: { from: ['stat'], holds: (ppid, { stat }) => stat.ppid === ppid },
  name: { from: ['stat'], holds: (filter, { stat }) => matchesText(stat.comm.toString(), filter) },
  states: { from: ['stat'], holds: (states, { stat }) => states.includes(stateOf(stat.state)) },
  kernelThreads: { from: ['stat'], holds: (wanted, { isKernelThread }) => isKernelThread === wanted },
  minResidentBytes: {
    from: ['stat'],
    holds: (least, { stat }, { machine }) => BigInt(stat.rss) * BigInt(machine.pageBytes) >= least,
  },
  uids: { from: ['status'], holds: (uids, process) => uids.includes(uidOf(process)) },
  users: {
    from: ['status', 'users'],
    holds: (users, process, operation) => users.includes(operation.table('users').get(uidOf(process)) ?? ''),
  },
  commandLine: {
    from: ['cmdline'],
    holds: (filter, process) => matchesText(commandLine(process.record('cmdline')) ?? '', filter),
  },
};

/** The files that a filter looks at. */
export function filterSources(filter: ProcessFilter): readonly Source[] {
  return (Object.keys(conditions) as (keyof Wanted)[]).flatMap((key) =>
    filter[key] == null ? [] : conditions[key].from,
  );
}

/** The processes that meet all conditions; each condition's files are read of those that met the ones before. */
export async function filtered(
  operation: Operation,
  processes: readonly Process[],
  filter: ProcessFilter,
): Promise<readonly Process[]> {
  let left = processes;
  for (const key of Object.keys(conditions) as (keyof Wanted)[]) {
    left = await meeting(operation, left, key, filter[key]);
  }
  return left;
}

async function meeting<K extends keyof Wanted>(
  operation: Operation,
  processes: readonly Process[],
  key: K,
  wanted: ProcessFilter[K],
): Promise<readonly Process[]> {
  if (wanted === null || wanted === undefined) return processes;
  const { from, holds }: Condition<Wanted[K]> = conditions[key];
  await operation.load(processes, from);
  return processes.filter((process) => {
    if (process.failure) return false;
    return operation.nulls.spoken(`ProcessFilter.${key}`, () => holds(wanted, process, operation)) ?? false;
  });
}

function uidOf(process: Process): number {
  return process.present(process.record('status').uid, 'Uid').effective;
}
