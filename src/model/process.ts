import { decodeStats, Op } from '../procfs/batch.ts';
import { mayBlock } from '../procfs/blocking.ts';
import { ProcfsError } from '../procfs/error.ts';
import type { Answer } from '../procfs/group.ts';
import { parseEnviron } from '../procfs/pid/environ.ts';
import { parseLimits } from '../procfs/pid/limits.ts';
import { parseOomScore, parseOomScoreAdj } from '../procfs/pid/oom.ts';
import { parseStat, type Stat } from '../procfs/pid/stat.ts';
import { parseStatm } from '../procfs/pid/statm.ts';
import type { Integer } from '../procfs/text.ts';
import { remembered } from '../remembered.ts';
import { FileDescriptor } from './file-descriptor.ts';
import { type File, list, read, show } from './handle.ts';
import { memoryFiles } from './memory-files.ts';
import { processFlags } from './process-flags.ts';
import { rareFiles } from './rare-files.ts';
import { Task } from './task.ts';
import { taskFiles } from './task-files.ts';
import { Thread } from './thread.ts';

/** The files of /proc/[pid], by the name that a field's "from" gives. */
const files = {
  stat: show('stat', parseLeaderStat),
  ...taskFiles(''),
  statm: show('statm', parseStatm),
  limits: show('limits', parseLimits),
  environ: read('environ', parseEnviron),
  oom_score: show('oom_score', parseOomScore),
  oom_score_adj: show('oom_score_adj', parseOomScoreAdj),
  fd: list('fd'),
  /** How many are open, counted by the kernel: what it says where `Machine.countsDescriptors`. */
  'fd/count': { op: Op.lstat, path: 'fd', parse: (bytes) => Number(decodeStats(bytes).size) } satisfies File<number>,
  task: list('task'),
  ...memoryFiles,
  ...rareFiles,
} as const satisfies Record<string, File<unknown>>;

export type ProcessFile = keyof typeof files;

/** The files that can be sampled: printed in one piece, whatever the process is doing. */
export const sampledFiles: ReadonlySet<string> = new Set(
  Object.entries<File<unknown>>(files)
    .filter(([, { op, path }]) => op === Op.show && !mayBlock({ op, path: `1/${path}` }))
    .map(([name]) => name),
);

/** One process. Its identity is its pid and its start time, which `stat` tells: `stat` comes with whatever is read first. */
export class Process extends Task<typeof files> {
  override readonly files = files;
  override readonly typeName = 'Process';
  override readonly process = this;

  #threads: Map<number, Thread> | undefined;
  #descriptors: Map<number, FileDescriptor> | undefined;
  #afterwards: Buffer | undefined;

  /** Another handle on the process, with those of the files that this one has read which are wanted. */
  copy(isWanted: (name: string) => boolean): Process {
    const copy = new Process(this.pid);
    copy.adopt(this, isWanted);
    return copy;
  }

  /** When its stat was read for this handle, in milliseconds on a clock that is never set. */
  readAt: number | undefined;

  /** What was read of its memory before `stat`: pages, of a process that was started by then, in clock ticks. */
  resident: { pages: Integer; startedBy: number } | undefined;

  get pid(): number {
    return this.number;
  }

  /** Its first thread has ended, and others live: then the kernel lists nothing of what is open under its pid. */
  get outlivesFirst(): boolean {
    return this.isZombie && this.stat.numThreads > 1;
  }

  /** It had given its memory back when it was read last, or was about to. */
  get hasEnded(): boolean {
    return isEnding(this.stat) || (this.#afterwards !== undefined && isEnding(parseStat(this.#afterwards)));
  }

  /** Pages held in RAM: where a list was ordered by them, those that it was ordered by, unless they may be a predecessor's. */
  get residentPages(): Integer {
    const { resident, stat } = this;
    return resident && stat.starttime <= resident.startedBy ? resident.pages : stat.rss;
  }

  override get stat(): Stat {
    return this.record('stat');
  }

  override get failure(): ProcfsError | undefined {
    return this.failureOf('stat');
  }

  /** The handle on one of its threads: the same for all who ask. */
  thread(tid: number): Thread {
    this.#threads ??= new Map();
    return remembered(this.#threads, tid, () => new Thread(this, tid));
  }

  /** Its threads but the first, once `task` was loaded. */
  get otherThreads(): Thread[] {
    return this.record('task')
      .filter((tid) => tid !== this.pid)
      .map((tid) => this.thread(tid));
  }

  /** One of its threads, if its stat has been read. */
  sampledThread(tid: number): Thread | undefined {
    const thread = this.#threads?.get(tid);
    return thread?.has('stat') ? thread : undefined;
  }

  descriptor(fd: number): FileDescriptor {
    this.#descriptors ??= new Map();
    return remembered(this.#descriptors, fd, () => new FileDescriptor(this, fd));
  }

  /** All that its directory `fd` lists, in order of number. */
  get descriptors(): FileDescriptor[] {
    return this.record('fd').map((number) => this.descriptor(number));
  }

  /** The kernel lists the descriptors of the first thread: none, once that has ended, though others have them still. */
  protected override explain(name: string, answer: Answer): ProcfsError | undefined {
    const isOfFirst = name === 'fd' || name === 'fd/count';
    if (isOfFirst && this.outlivesFirst) return this.lack('descriptors');
    return super.explain(name, answer);
  }

  /**
   * Takes a reading of `stat`, the first or a later one, and what it said after what came with it was read. Returns why
   * that is not of this process, if so.
   */
  identify(answer: Answer, afterwards?: Buffer): ProcfsError | undefined {
    const why = this.#identify(answer);
    if (why === undefined && afterwards !== undefined) this.#afterwards = afterwards;
    return why;
  }

  #identify(answer: Answer): ProcfsError | undefined {
    if (!this.has('stat')) {
      this.keep('stat', answer);
      this.readAt = performance.now();
      return this.failure;
    }
    if (this.failure !== undefined) return this.failure;
    if (answer instanceof ProcfsError) return answer;
    if (parseStat(answer).starttime === this.stat.starttime) return undefined;
    return replaced(this.pid);
  }
}

/** Why nothing more is said of a process that is gone: what the kernel says under its pid is of another. */
export function replaced(pid: number): ProcfsError {
  return new ProcfsError('NOT_FOUND', `${pid}: another process has this pid now`);
}

/** Its first thread: what the kernel says of the memory of a process, it says of that. */
function isEnding({ state, flags }: Stat): boolean {
  return state === 'Z' || state === 'X' || (flags & processFlags.PF_EXITING.value) !== 0;
}

/** /proc/[tid] answers for any thread, unlisted. Only the first thread of a process can signal its end to a parent. */
function parseLeaderStat(bytes: Buffer): Stat {
  const stat = parseStat(bytes);
  if (stat.exitSignal === -1) throw new ProcfsError('NOT_FOUND', 'it is a thread, not a process');
  return stat;
}
