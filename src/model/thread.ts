import type { ProcfsError } from '../procfs/error.ts';
import { parseStat, type Stat } from '../procfs/pid/stat.ts';
import { type File, Handle, show } from './handle.ts';
import type { Process } from './process.ts';

/** The files of /proc/[pid]/task/[tid]. */
const files = {
  'task/stat': show('task/*/stat', parseStat),
} as const satisfies Record<string, File<unknown>>;

export type ThreadFile = keyof typeof files;

/** One thread of a process. */
export class Thread extends Handle<typeof files> {
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

  get stat(): Stat {
    return this.record('task/stat');
  }

  override get failure(): ProcfsError | undefined {
    return this.failureOf('task/stat');
  }

  protected override explain(): undefined {}
}
