const newline = 0x0a;

/**
 * A label of a Linux Security Module: a file below /proc/[pid]/attr, proc_pid_attr(5). Null if none is set.
 * SELinux ends it with a NUL, AppArmor with a newline, Smack with nothing.
 */
export function parseLabel(bytes: Buffer): string | null {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] === newline || bytes[end - 1] === 0)) end--;
  return end === 0 ? null : bytes.toString('utf8', 0, end);
}
