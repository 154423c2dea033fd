import { malformed } from '../error.ts';
import { decimal, type Fields, hex, keyValues, small } from '../text.ts';

/** A POSIX timer, timer_create(2): four lines of /proc/[pid]/timers, proc_pid_timers(5). */
export interface Timer {
  /** As timer_create(2) returned it. */
  id: number;
  /** 0 for none. */
  signal: number;
  /** What comes with the signal: a number or a pointer. */
  value: bigint;
  notify: string;
  /** Whether `target` is one thread of the process, not all of it. */
  isForThread: boolean;
  /** 0 outside of the pid namespace of the mount. */
  target: number;
  /** Of clock_gettime(2). Negative for the CPU time of another process or thread. */
  clock: number;
}

/** Each timer begins with a line of its id. */
export function parseTimers(bytes: Buffer): Timer[] {
  const blocks = bytes.toString('latin1').split(/^(?=ID:)/m);
  return blocks.filter((block) => block !== '').map((block) => parseTimer(keyValues(Buffer.from(block, 'latin1'))));
}

function parseTimer(fields: Fields): Timer {
  const [, signal, value] = parts(fields, 'signal', /^(-?\d+)\/ *(.+)$/);
  const [, notify = '', kind, target] = parts(fields, 'notify', /^(\w+)\/(pid|tid)\.(-?\d+)$/);
  return {
    id: decimal(fields, 'ID'),
    signal: small(signal ?? '', 'signal'),
    value: value === '(null)' ? 0n : hex(value ?? '', 'signal'), // before Linux 4.15
    notify,
    isForThread: kind === 'tid',
    target: small(target ?? '', 'notify'),
    clock: decimal(fields, 'ClockID'),
  };
}

function parts(fields: Fields, key: string, form: RegExp): RegExpExecArray {
  const text = fields.get(key);
  const found = form.exec(text ?? '');
  if (found === null) throw malformed(`"${key}" is "${text}", not of a timer`);
  return found;
}
