import { Op } from '../procfs/batch.ts';
import { ProcfsError } from '../procfs/error.ts';
import type { Answer } from '../procfs/group.ts';
import type { Stat } from '../procfs/pid/stat.ts';
import { Handle } from './handle.ts';
import { processFlags } from './process-flags.ts';
import type { TaskFiles } from './task-files.ts';

/** Files in which no bytes are an answer: no children, a call of none, no label set, no filter. */
const maybeEmpty: ReadonlySet<string> = new Set([
  'children',
  'stack',
  'attr/exec',
  'attr/fscreate',
  'attr/keycreate',
  'attr/prev',
  'attr/sockcreate',
  'seccomp_cache',
]);

/** What the scheduler runs: a thread, or a process, of which its first thread is told. */
export abstract class Task<F extends TaskFiles = TaskFiles> extends Handle<F> {
  abstract readonly stat: Stat;

  /** Another thread than the first is gone once it has ended. */
  get isFirst(): boolean {
    return this.number === this.process.number;
  }

  get isZombie(): boolean {
    const { state } = this.process.stat;
    return this.isFirst && (state === 'Z' || state === 'X');
  }

  /** It has no memory any more: it is a zombie, or ends at this moment. */
  get isEnding(): boolean {
    return this.isFirst && this.process.hasEnded;
  }

  get isKernelThread(): boolean {
    return (this.process.stat.flags & processFlags.PF_KTHREAD.value) !== 0;
  }

  /** What a zombie or kernel thread does not have, the kernel reports in many ways: no file, no bytes, ESRCH, EINVAL. */
  protected override explain(name: string, answer: Answer): ProcfsError | undefined {
    if (name === 'stat') return undefined;
    const { op } = this.read(name);
    const isFile = op === Op.read || op === Op.show;
    const lacksMemory = this.isEnding || this.isKernelThread;
    if (!(answer instanceof ProcfsError)) {
      return isFile && answer.length === 0 && lacksMemory && !maybeEmpty.has(name) ? this.lack(name) : undefined;
    }
    const isMissing = answer.reason === 'NOT_FOUND' && this.isFirst;
    if (!isMissing && answer.reason !== 'UNSUPPORTED') return undefined;
    return isFile || lacksMemory ? this.lack(name) : undefined;
  }

  /** Why a task that is there has no such thing. */
  lack(what: string): ProcfsError {
    if (this.isEnding) return new ProcfsError('ZOMBIE', `${this.number} has exited: it has no ${what} any more`);
    if (this.isKernelThread) {
      return new ProcfsError('KERNEL_THREAD', `${this.number} is a kernel thread: it has no ${what}`);
    }
    return new ProcfsError('UNSUPPORTED', `this kernel says nothing of ${what}`);
  }

  /** A value that the kernel prints only for some: null stands for a line that is not there. */
  present<T>(value: T | null, what: string): T {
    if (value === null) throw this.lack(what);
    return value;
  }

  /** A value of `stat` that the kernel replaces by 0 where the server may not trace the task; it has 1 for startcode then. */
  unmasked<T>(value: T | null, what: string): T {
    if (this.stat.startcode === 1) {
      throw new ProcfsError('PERMISSION_DENIED', `${this.number}: the kernel hides ${what}`);
    }
    return this.present(value, what);
  }
}
