import { Op } from '../procfs/batch.ts';
import { ProcfsError } from '../procfs/error.ts';
import { parseCgroup } from '../procfs/pid/cgroup.ts';
import { parseCmdline } from '../procfs/pid/cmdline.ts';
import { parseEnviron } from '../procfs/pid/environ.ts';
import { parseIo } from '../procfs/pid/io.ts';
import { parseLimits } from '../procfs/pid/limits.ts';
import { parseLink } from '../procfs/pid/link.ts';
import { parseNamespace } from '../procfs/pid/ns.ts';
import { parseOomScore, parseOomScoreAdj } from '../procfs/pid/oom.ts';
import { parseStat, type Stat } from '../procfs/pid/stat.ts';
import { parseStatm } from '../procfs/pid/statm.ts';
import { parseStatus } from '../procfs/pid/status.ts';
import type { Answer } from '../procfs/proc.ts';
import { remembered } from '../remembered.ts';
import { FileDescriptor } from './file-descriptor.ts';
import { type File, Handle, link, list, read, show } from './handle.ts';
import { Thread } from './thread.ts';

/** The files of /proc/[pid], by the name that a field's "from" gives. */
const files = {
  stat: show('stat', parseLeaderStat),
  status: show('status', parseStatus),
  statm: show('statm', parseStatm),
  io: show('io', parseIo),
  limits: show('limits', parseLimits),
  cmdline: read('cmdline', parseCmdline),
  environ: read('environ', parseEnviron),
  cgroup: show('cgroup', parseCgroup),
  oom_score: show('oom_score', parseOomScore),
  oom_score_adj: show('oom_score_adj', parseOomScoreAdj),
  exe: link('exe', parseLink),
  cwd: link('cwd', parseLink),
  root: link('root', parseLink),
  'ns/cgroup': link('ns/cgroup', parseNamespace),
  'ns/ipc': link('ns/ipc', parseNamespace),
  'ns/mnt': link('ns/mnt', parseNamespace),
  'ns/net': link('ns/net', parseNamespace),
  'ns/pid': link('ns/pid', parseNamespace),
  'ns/pid_for_children': link('ns/pid_for_children', parseNamespace),
  'ns/time': link('ns/time', parseNamespace),
  'ns/time_for_children': link('ns/time_for_children', parseNamespace),
  'ns/user': link('ns/user', parseNamespace),
  'ns/uts': link('ns/uts', parseNamespace),
  fd: list('fd'),
  task: list('task'),
} as const satisfies Record<string, File<unknown>>;

export type ProcessFile = keyof typeof files;

const kernelThreadFlag = 0x00200000;

/** One process. Its identity is its pid and its start time, which `stat` tells: `stat` comes with whatever is read first. */
export class Process extends Handle<typeof files> {
  override readonly files = files;
  override readonly typeName = 'Process';
  override readonly process = this;

  #threads: Map<number, Thread> | undefined;
  #descriptors: Map<number, FileDescriptor> | undefined;

  get pid(): number {
    return this.number;
  }

  get stat(): Stat {
    return this.record('stat');
  }

  override get failure(): ProcfsError | undefined {
    return this.failureOf('stat');
  }

  get isZombie(): boolean {
    return this.stat.state === 'Z' || this.stat.state === 'X';
  }

  get isKernelThread(): boolean {
    return (this.stat.flags & kernelThreadFlag) !== 0;
  }

  /** The handle on one of its threads: the same for all who ask. */
  thread(tid: number): Thread {
    this.#threads ??= new Map();
    return remembered(this.#threads, tid, () => new Thread(this, tid));
  }

  descriptor(fd: number): FileDescriptor {
    this.#descriptors ??= new Map();
    return remembered(this.#descriptors, fd, () => new FileDescriptor(this, fd));
  }

  /** Takes a reading of `stat`, the first or a later one. Returns why what came with it is not of this process, if so. */
  identify(answer: Answer): ProcfsError | undefined {
    if (!this.has('stat')) this.keep('stat', answer);
    if (this.failure !== undefined) return this.failure;
    if (answer instanceof ProcfsError) return answer;
    if (parseStat(answer).starttime === this.stat.starttime) return undefined;
    return new ProcfsError('NOT_FOUND', `${this.pid}: another process has this pid now`);
  }

  /** What a zombie or kernel thread does not have, the kernel reports in many ways: no file, no bytes, ESRCH, EINVAL. */
  protected override explain(name: string, answer: Answer): ProcfsError | undefined {
    if (name === 'stat') return undefined;
    const { op } = this.read(name);
    const isFile = op === Op.read || op === Op.show;
    const lacksMemory = this.isZombie || this.isKernelThread;
    if (!(answer instanceof ProcfsError))
      return isFile && answer.length === 0 && lacksMemory ? this.lack(name) : undefined;
    if (answer.reason !== 'NOT_FOUND' && answer.reason !== 'UNSUPPORTED') return undefined;
    return isFile || lacksMemory ? this.lack(name) : undefined;
  }

  /** Why a process that is there has no such thing. */
  lack(what: string): ProcfsError {
    if (this.isZombie) return new ProcfsError('ZOMBIE', `${this.pid} has exited: it has no ${what} any more`);
    if (this.isKernelThread)
      return new ProcfsError('KERNEL_THREAD', `${this.pid} is a kernel thread: it has no ${what}`);
    return new ProcfsError('UNSUPPORTED', `this kernel says nothing of ${what}`);
  }

  /** A value that the kernel prints only for some: null stands for a line that is not there. */
  present<T>(value: T | null, what: string): T {
    if (value === null) throw this.lack(what);
    return value;
  }

  /** A value of `stat` that the kernel replaces by 0 where the server may not trace the process; it has 1 for startcode then. */
  unmasked<T>(value: T | null, what: string): T {
    if (this.stat.startcode === 1) throw new ProcfsError('PERMISSION_DENIED', `${this.pid}: the kernel hides ${what}`);
    return this.present(value, what);
  }
}

/** /proc/[tid] answers for any thread, unlisted. Only the first thread of a process can signal its end to a parent. */
function parseLeaderStat(bytes: Buffer): Stat {
  const stat = parseStat(bytes);
  if (stat.exitSignal === -1) throw new ProcfsError('NOT_FOUND', 'it is a thread, not a process');
  return stat;
}
