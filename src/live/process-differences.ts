import { type Exit, exitOf } from '../model/exit.ts';
import type { Process } from '../model/process.ts';
import type { Stat } from '../procfs/pid/stat.ts';
import type { Ids } from '../procfs/pid/status.ts';
import type { ProcessEventKind } from './process-event.ts';
import type { Processes } from './sampled-processes.ts';

/** What happened to a process between two looks at it. */
interface Difference {
  kind: ProcessEventKind;
  /** As it was seen last. */
  process: Process;
  /** Of one that exited. Null if nobody saw how. */
  exit: Exit | null;
  /** Of one that changed its user. */
  user: Ids | null;
}

/** PF_FORKNOEXEC, include/linux/sched.h: every process has it until it begins to run a program of its own. */
const forkedOnly = 0x40;

/**
 * What happened to processes between two looks at all of them, `stat` and perhaps `status`. Of what happened several
 * times in between, it is seen that it did.
 */
export function* differences(before: Processes, now: Processes): Generator<Difference> {
  for (const process of before.all) {
    if (process.failure || hasEnded(process.stat)) continue;
    if (isGone(process, now.get(process.pid))) yield difference('EXITED', process);
  }
  for (const process of now.all) {
    const earlier = before.get(process.pid);
    if (process === earlier || process.failure || isHidden(earlier)) continue;
    if (earlier === undefined || isGone(earlier, process)) yield* beginning(process);
    else yield* changes(earlier, process);
  }
}

function* beginning(process: Process): Generator<Difference> {
  yield difference('STARTED', process);
  if ((process.stat.flags & forkedOnly) === 0) yield difference('EXECUTED', process);
  if (hasEnded(process.stat)) yield difference('EXITED', process, { exit: exitOfZombie(process.stat) });
}

function* changes(before: Process, now: Process): Generator<Difference> {
  if (hasExecuted(before.stat, now.stat)) yield difference('EXECUTED', now);
  else if (!before.stat.comm.equals(now.stat.comm)) yield difference('NAMED', now);
  const [was, user] = [idsOf(before), idsOf(now)];
  if (was && user && !isEqual(was, user)) yield difference('CHANGED_USER', now, { user });
  if (hasEnded(now.stat) && !hasEnded(before.stat)) yield difference('EXITED', now, { exit: exitOfZombie(now.stat) });
}

function difference(kind: ProcessEventKind, process: Process, more: Partial<Difference> = {}): Difference {
  return { kind, process, exit: null, user: null, ...more };
}

function isHidden(process: Process | undefined): boolean {
  return process?.failure !== undefined && process.failure.reason !== 'NOT_FOUND';
}

/** Whether there is none under the pid of a process that was there any more, or another. */
export function isGone(process: Process, later: Process | undefined): boolean {
  if (later === undefined || process.failure) return true;
  if (later.failure) return !isHidden(later);
  return later.stat.starttime !== process.stat.starttime;
}

/** A first thread that ended before the others is a zombie, too. */
function hasEnded({ state, numThreads }: Stat): boolean {
  return (state === 'Z' || state === 'X') && numThreads <= 1;
}

/**
 * The flag tells of the first time, and of the next ones where the program lies in memory: the kernel chooses that anew,
 * but shows 1 to who may not trace the process, and 0 of one that has no memory any more.
 */
function hasExecuted(before: Stat, now: Stat): boolean {
  if ((before.flags & forkedOnly) !== 0) return (now.flags & forkedOnly) === 0;
  if (Number(before.startcode) <= 1 || Number(now.startcode) <= 1) return false;
  return before.startcode !== now.startcode || before.startstack !== now.startstack;
}

/** The kernel shows 0 to who may not trace the process; then `wchan` is 0 as well, where it is 1 of a zombie. */
function exitOfZombie({ exitCode, wchan }: Stat): Exit | null {
  return exitCode === null || (exitCode === 0 && wchan === 0) ? null : exitOf(exitCode);
}

function idsOf(process: Process): Ids | null {
  return process.has('status') && !process.failureOf('status') ? process.record('status').uid : null;
}

function isEqual(a: Ids, b: Ids): boolean {
  return a.real === b.real && a.effective === b.effective && a.saved === b.saved && a.fileSystem === b.fileSystem;
}
