import { type Integer, integer, oneLine } from '../text.ts';

/** By how much a timer may be late, nanoseconds: /proc/[pid]/timerslack_ns, proc_pid_timerslack_ns(5). Of the first thread. */
export function parseTimerslack(bytes: Buffer): Integer {
  return integer(oneLine(bytes), 'timerslack_ns');
}
