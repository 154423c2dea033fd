import { malformed } from './error.ts';
import { type Integer, integer, oneLine } from './text.ts';

/** A file below /proc/sys that is one number, as kernel/kptr_restrict or kernel/yama/ptrace_scope: proc_sys(5). */
export function parseSysctl(bytes: Buffer): Integer {
  return integer(oneLine(bytes), 'the setting');
}

/** /proc/sys/kernel/random/boot_id, proc_sys_kernel(5): a UUID, made at each boot. */
export function parseBootId(bytes: Buffer): string {
  const id = oneLine(bytes);
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw malformed(`"${id}" is not a UUID`);
  return id;
}
