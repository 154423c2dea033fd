import { decimal, optional, small, text } from '../../text.ts';
import type { FdinfoLine } from '../fdinfo.ts';
import { fieldsOf } from './lines.ts';

/** A descriptor that stands for a process, pidfd_open(2): `Pid` and `NSpid` of fdinfo. */
export interface Pidfd {
  /** In the pid namespace of the procfs mount. Null if that does not show the process, and once it was reaped. */
  pid: number | null;
  /** Whether it has ended, and its parent knows: the kernel prints -1. */
  reaped: boolean;
  /** Its pid in that namespace and in those below, down to its own. */
  nsPids: number[];
}

export function parsePidfd(lines: readonly FdinfoLine[]): Pidfd {
  const fields = fieldsOf(lines);
  const pid = decimal(fields, 'Pid');
  const nsPids = optional(fields, 'NSpid', text)?.split(/\s+/) ?? [];
  return {
    pid: pid > 0 ? pid : null,
    reaped: pid === -1,
    nsPids: nsPids.map((nsPid) => small(nsPid, 'NSpid')).filter((nsPid) => nsPid > 0),
  };
}
