import type { ProcfsError } from '../procfs/error.ts';
import { parseStat, type Stat } from '../procfs/pid/stat.ts';
import { parseChildren } from '../procfs/pid/task/children.ts';
import { type File, read, show } from './handle.ts';
import type { Process } from './process.ts';
import { Task } from './task.ts';
import { taskFiles } from './task-files.ts';

/** The files of /proc/[pid]/task/[tid]. */
const files = {
  stat: show('task/*/stat', parseStat),
  ...taskFiles('task/*/'),
  children: read('task/*/children', parseChildren),
} as const satisfies Record<string, File<unknown>>;

export type ThreadFile = keyof typeof files;

/** One thread of a process. */
export class Thread extends Task<typeof files> {
  override readonly files = files;
  override readonly typeName = 'Thread';
  override readonly process: Process;

  constructor(process: Process, tid: number) {
    super(tid);
    this.process = process;
  }

  get tid(): number {
    return this.number;
  }

  override get stat(): Stat {
    return this.record('stat');
  }

  override get failure(): ProcfsError | undefined {
    return this.failureOf('stat');
  }
}
