import type { Operation } from '../model/operation.ts';
import type { Process } from '../model/process.ts';
import type { Integer } from '../procfs/text.ts';
import { noProcess } from './unavailable.ts';

/** What was read of a process at one moment. */
export interface ProcessSample {
  operation: Operation;
  process: Process;
  /** Of the process that is watched: another's says that this is a successor of its pid. */
  starttime: Integer;
}

/**
 * Reads these files of a process, as far as the operation does not have them yet, and `stat` with them, and that of
 * its threads with `task`. Throws if there is no such process, unless the start time of one that was watched is given.
 */
export async function sampleProcess(
  operation: Operation,
  pid: number,
  files: readonly string[],
  starttime: Integer | null,
): Promise<ProcessSample> {
  const process = operation.process(pid);
  await operation.load([process], ['stat', ...files]);
  const threads = files.includes('task') && !process.failureOf('task') ? process.record('task') : [];
  await operation.load(
    threads.map((tid) => process.thread(tid)),
    ['stat'],
  );
  if (starttime !== null) return { operation, process, starttime };
  if (process.failure) throw noProcess(pid, process.failure);
  return { operation, process, starttime: process.stat.starttime };
}
