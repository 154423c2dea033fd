import { remembered } from '../remembered.ts';
import type { Operation } from './operation.ts';
import type { Process } from './process.ts';

const families = new WeakMap<Operation, Map<number, Process[]>>();

/** The processes by the pid of their parent: made once an operation. Its table `processes` must be loaded. */
function familyOf(operation: Operation): ReadonlyMap<number, Process[]> {
  return remembered(families, operation, () => Map.groupBy(operation.table('processes'), ({ stat }) => stat.ppid));
}

/** A child is never older than its parent: one that is belongs to an earlier process with this pid. */
export function childrenOf(operation: Operation, { pid, stat }: Process): readonly Process[] {
  return (
    familyOf(operation)
      .get(pid)
      ?.filter((child) => child.stat.starttime >= stat.starttime) ?? []
  );
}

/** Read one after the other, the scan's processes may even seem to descend from each other: none is counted twice. */
export function descendantCount(operation: Operation, ancestor: Process): number {
  const found = new Set([ancestor]);
  for (const process of found) for (const child of childrenOf(operation, process)) found.add(child);
  return found.size - 1;
}
