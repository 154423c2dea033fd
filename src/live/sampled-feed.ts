import type { Machine } from '../model/machine.ts';
import type { Operation } from '../model/operation.ts';
import { nullIfUnsaid } from '../procfs/error.ts';
import type { Proc } from '../procfs/proc.ts';
import { parseSystemStat } from '../procfs/stat.ts';
import { differences } from './process-differences.ts';
import type { Hearer, ProcessEvent } from './process-event.ts';
import type { Processes } from './sampled-processes.ts';
import { samplerOf } from './sampler.ts';
import { UnseenForks } from './unseen-forks.ts';

/**
 * Looks at all processes once an interval, and tells what differs: from when this returns until the function is called
 * that it returns. With `status`, also who has another user.
 */
export async function hearSamples(
  machine: Machine,
  intervalMs: number,
  files: readonly 'status'[],
  hearer: Hearer,
): Promise<() => void> {
  const first = Promise.withResolvers<void>();
  const forks = new UnseenForks();
  let before: Processes | undefined;
  const { stop } = samplerOf(machine).watch(intervalMs, {
    wish: { every: files },
    take: async (operation, processes) => {
      const made = await forkCount(machine.proc);
      const unseenForks = made === null ? null : forks.more(processes, made);
      const events = before === undefined ? [] : eventsOf(operation, before, processes);
      before = processes;
      first.resolve();
      if (events.length === 0 && !unseenForks) return;
      await hearer.take({ operation, source: 'SAMPLED', events, missedEvents: 0, unseenForks });
    },
    fail: (error) => {
      first.reject(error);
      hearer.fail(error);
    },
  });
  try {
    await first.promise;
    return stop;
  } catch (error) {
    stop();
    throw error;
  }
}

/** Null where the mount does not say it. */
async function forkCount(proc: Proc): Promise<number | null> {
  const stat = await proc.read('stat').catch(nullIfUnsaid);
  return stat && parseSystemStat(stat).processes;
}

function eventsOf(operation: Operation, before: Processes, now: Processes): ProcessEvent[] {
  const at = new Date();
  return [...differences(before, now)].map(({ kind, process, exit, user }) => {
    const { pid, stat } = process;
    return {
      kind,
      source: 'SAMPLED',
      at,
      pid,
      process: now.get(pid) === process ? operation.process(pid) : null,
      parentPid: stat.ppid || null,
      name: stat.comm.toString(),
      exit,
      user: user && { real: user.real, effective: user.effective },
    };
  });
}
