import { malformed } from '../../error.ts';
import { oneLine, small } from '../../text.ts';

/** The processes that a thread has started: /proc/[pid]/task/[tid]/children, proc_pid_task(5). Some may be missing, if any ends meanwhile. */
export function parseChildren(bytes: Buffer): number[] {
  const text = oneLine(bytes);
  if (!/^(\d+ )*$/.test(text)) throw malformed(`it is ${JSON.stringify(text)}, not pids`);
  return text
    .split(' ')
    .filter(Boolean)
    .map((pid) => small(pid, 'a pid'));
}
