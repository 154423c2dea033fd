import { nulTerminated } from '../text.ts';

/** One entry of /proc/[pid]/environ, proc_pid_environ(5): the environment that the program was started with. */
export interface EnvironEntry {
  name: Buffer;
  /** Null where the entry has no `=`. */
  value: Buffer | null;
}

const equals = 0x3d;

/** In order, nothing left out: names may repeat or be empty, and a process may have written anything over it. */
export function parseEnviron(bytes: Buffer): EnvironEntry[] {
  return nulTerminated(bytes).map((entry) => {
    const end = entry.indexOf(equals);
    if (end < 0) return { name: entry, value: null };
    return { name: entry.subarray(0, end), value: entry.subarray(end + 1) };
  });
}
