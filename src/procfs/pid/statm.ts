import { malformed } from '../error.ts';
import { type Integer, integer, oneLine } from '../text.ts';

/** Memory in pages: /proc/[pid]/statm, proc_pid_statm(5). Its lib and dt are always 0 since Linux 2.6. */
export interface Statm {
  size: Integer;
  resident: Integer;
  /** Resident pages that a file backs, shared memory too. */
  shared: Integer;
  text: Integer;
  /** Data and stack. */
  data: Integer;
}

export function parseStatm(bytes: Buffer): Statm {
  const columns = oneLine(bytes).split(' ');
  const column = (number: number): Integer => {
    const value = columns[number - 1];
    if (value === undefined) throw malformed(`it ends before field ${number}`);
    return integer(value, `field ${number}`);
  };
  return { size: column(1), resident: column(2), shared: column(3), text: column(4), data: column(6) };
}
