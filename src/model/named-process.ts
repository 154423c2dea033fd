import type { Operation } from './operation.ts';
import type { Process } from './process.ts';

/** The process with a pid that a file tells; null if it tells none. If it is gone by now, its failure says so. */
export function processNamed(operation: Operation, pid: number | null): Promise<Process> | Process | null {
  if (pid === null) return null;
  const process = operation.process(pid);
  return operation.load([process], ['stat'])?.then(() => process) ?? process;
}
