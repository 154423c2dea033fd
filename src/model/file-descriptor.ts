import { decodeStats, Op, type Stats } from '../procfs/batch.ts';
import { ProcfsError } from '../procfs/error.ts';
import { parseTarget } from '../procfs/pid/fd.ts';
import { type FdinfoLine, parseFdinfo } from '../procfs/pid/fdinfo.ts';
import { type File, Handle, link, show } from './handle.ts';
import type { Process } from './process.ts';

/** What stands in /proc/[pid] for each descriptor. `fd/stat` and `fd/fileSystem` follow the link, to what is open. */
const files = {
  fdinfo: show('fdinfo/*', parseFdinfo),
  'fd/link': link('fd/*', parseTarget),
  'fd/stat': { op: Op.stat, path: 'fd/*', parse: decodeStats } satisfies File<Stats>,
  'fd/fileSystem': {
    op: Op.fileSystem,
    path: 'fd/*',
    parse: (bytes) => bytes.readBigUInt64LE(),
  } satisfies File<bigint>,
} as const satisfies Record<string, File<unknown>>;

export type DescriptorFile = keyof typeof files;

/** One open file of a process. */
export class FileDescriptor extends Handle<typeof files> {
  override readonly files = files;
  override readonly typeName = 'FileDescriptor';
  override readonly process: Process;

  constructor(process: Process, fd: number) {
    super(fd);
    this.process = process;
  }

  /** What stat(2) says of what is open. Null where it says nothing: on a file system that hangs, say. */
  get stats(): Stats | null {
    return this.failureOf('fd/stat') ? null : this.record('fd/stat');
  }

  /** What a parser makes of the lines of fdinfo that depend on what is open. */
  details<T>(parse: (lines: readonly FdinfoLine[]) => T): T {
    const { extra } = this.record('fdinfo');
    try {
      return parse(extra);
    } catch (error) {
      if (!(error instanceof ProcfsError)) throw error;
      throw new ProcfsError(error.reason, `${this.read('fdinfo').path}: ${error.message}`);
    }
  }

  /** Closed since the directory was listed. */
  override get failure(): ProcfsError | undefined {
    const failures = [this.failureOf('fdinfo'), this.failureOf('fd/link')];
    return failures.find((failure) => failure?.reason === 'NOT_FOUND');
  }

  protected override explain(): undefined {}
}
