import { Op } from '../procfs/batch.ts';
import { numbers } from './handle.ts';
import type { Operation } from './operation.ts';
import type { Process } from './process.ts';

/** The processes that the mount lists, in order of pid. Nothing of them has been read. */
export async function listed(operation: Operation): Promise<Process[]> {
  const pids = numbers(await operation.machine.proc.read('', Op.list));
  return pids.map((pid) => operation.process(pid));
}
