import { malformed } from '../error.ts';
import { type Integer, integer, oneLine } from '../text.ts';

/** How a thread came to the CPU: /proc/[pid]/schedstat, Documentation/scheduler/sched-stats.rst. Of the first thread only. */
export interface Schedstat {
  /** Nanoseconds on a CPU. */
  run: Integer;
  /** Nanoseconds that it was ready to run, and waited for a CPU. */
  wait: Integer;
  /** How often it was given a CPU. */
  slices: Integer;
}

export function parseSchedstat(bytes: Buffer): Schedstat {
  const text = oneLine(bytes);
  const [run, wait, slices, more] = text.split(' ');
  if (run === undefined || wait === undefined || slices === undefined || more !== undefined) {
    throw malformed(`it is ${JSON.stringify(text)}, not three numbers`);
  }
  return { run: integer(run, 'run'), wait: integer(wait, 'wait'), slices: integer(slices, 'slices') };
}
