import { Op } from '../procfs/batch.ts';
import { isNotFound, ProcfsError } from '../procfs/error.ts';
import { parseMountinfo } from '../procfs/pid/mountinfo.ts';
import { parseStatus, type Status } from '../procfs/pid/status.ts';
import type { Proc } from '../procfs/proc.ts';
import { parseSysctl } from '../procfs/sys.ts';
import type { Operation } from './operation.ts';
import type { Process } from './process.ts';

/** What the mount option hidepid can say, see proc(5). */
export const hidePidModes = {
  OFF: { description: 'Anyone may read what the kernel does not guard: hidepid=0.' },
  NO_ACCESS: { description: 'Others’ processes are listed, but nothing of them can be read: hidepid=1.' },
  INVISIBLE: { description: 'Others’ processes are not even listed: hidepid=2.' },
  PTRACEABLE: { description: 'Only processes that the server may trace are listed: hidepid=4.' },
} as const;

export type HidePid = keyof typeof hidePidModes;

const modes: Readonly<Record<string, HidePid>> = {
  off: 'OFF',
  0: 'OFF',
  noaccess: 'NO_ACCESS',
  1: 'NO_ACCESS',
  invisible: 'INVISIBLE',
  2: 'INVISIBLE',
  ptraceable: 'PTRACEABLE',
  4: 'PTRACEABLE',
};

/** The server's own process, as the mount sees it: `self` of another pid namespace's procfs leads nowhere. */
export async function ownProcess(operation: Operation): Promise<Process> {
  const pid = Number(await operation.machine.proc.read('self', Op.link));
  if (!Number.isInteger(pid)) throw new ProcfsError('NOT_FOUND', 'self: it is no pid');
  return operation.process(pid);
}

/** What the kernel says of the server's own rights. */
export async function ownStatus(proc: Proc): Promise<Status> {
  return parseStatus(await proc.read('self/status'));
}

/** The mount option hidepid. Null for a tree that is no mounted procfs. */
export async function hidePid(proc: Proc): Promise<HidePid | null> {
  const mounts = parseMountinfo(await proc.read('self/mountinfo'));
  const mount = mounts.findLast(({ fsType, mountPoint }) => fsType === 'proc' && mountPoint.toString() === proc.mount);
  if (mount === undefined) return null;
  const [, mode = 'off'] = /(?:^|,)hidepid=(\w+)/.exec(mount.superOptions) ?? [];
  return modes[mode] ?? null;
}

/** A number below sys. Null where this kernel does not have it. */
export async function setting(proc: Proc, path: string): Promise<number | null> {
  try {
    return Number(parseSysctl(await proc.read(`sys/${path}`)));
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}
