import { oneLine, small } from '../text.ts';

const unset = 0xffff_ffff;

/** /proc/[pid]/loginuid or sessionid, proc_pid_loginuid(5), proc_pid_sessionid(5): null if nobody has logged in. */
export function parseAuditId(bytes: Buffer): number | null {
  const id = small(oneLine(bytes), 'the audit id');
  return id === unset ? null : id;
}
