import { Op } from '../procfs/batch.ts';
import { nullIfUnsaid, ProcfsError } from '../procfs/error.ts';
import type { Proc } from '../procfs/proc.ts';
import { numbers } from './handle.ts';
import { ownStatus, setting } from './self.ts';

/** How much of the machine the kernel shows to this server. */
export interface Visibility {
  processCount: number;
  /** Processes whose descriptors may not be listed: their environment may not be read either. */
  guardedCount: number;
  /** Effective user id of the server. Null where the mount does not show the server itself. */
  uid: number | null;
  /** The setting that hides the addresses of kernel symbols from this server, or null if none does. */
  addressesHiddenBy: string | null;
}

/** The bit of CAP_SYSLOG, capabilities(7). */
const capSyslog = 1n << 34n;

export async function visibility(proc: Proc): Promise<Visibility> {
  const [pids, status] = await Promise.all([proc.read('', Op.list), ownStatus(proc).catch(nullIfUnsaid)]);
  const isPrivileged = ((status?.capEff ?? 0n) & capSyslog) !== 0n;
  const [guardedCount, addressesHiddenBy] = await Promise.all([
    countGuarded(proc, numbers(pids)),
    hidesAddresses(proc, isPrivileged),
  ]);
  return { processCount: numbers(pids).length, guardedCount, uid: status?.uid?.effective ?? null, addressesHiddenBy };
}

async function countGuarded(proc: Proc, pids: readonly number[]): Promise<number> {
  let count = 0;
  const groups = pids.map((pid) => ({ reads: [{ op: Op.list, path: `${pid}/fd` }], pinned: false }));
  await proc.readGroups(groups, (_, [answer]) => {
    if (answer instanceof ProcfsError && answer.reason === 'PERMISSION_DENIED') count++;
  });
  return count;
}

/** The kernel's own rule: kallsyms_show_value() in kernel/ksyms_common.c. */
async function hidesAddresses(proc: Proc, isPrivileged: boolean): Promise<string | null> {
  const restrict = (await setting(proc, 'kernel/kptr_restrict')) ?? 0;
  if (restrict > 1 || (restrict === 1 && !isPrivileged)) return `kptr_restrict=${restrict}`;
  const paranoid = (await setting(proc, 'kernel/perf_event_paranoid')) ?? 0;
  return paranoid > 1 && !isPrivileged ? `perf_event_paranoid=${paranoid}` : null;
}
