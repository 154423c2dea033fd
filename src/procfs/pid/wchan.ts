import { malformed } from '../error.ts';

/**
 * The function of the kernel that a task waits in: /proc/[pid]/wchan, proc_pid_wchan(5). Null for 0, which the kernel says
 * of a task that waits nowhere and of one that the reader may not trace; and for an address without a name. No newline.
 */
export function parseWchan(bytes: Buffer): string | null {
  const text = bytes.toString();
  if (!/^\S+$/.test(text)) throw malformed(`it is ${JSON.stringify(text)}, not a symbol`);
  return /^\d+$/.test(text) ? null : text;
}
