import { malformed } from './error.ts';
import { oneLine, small } from './text.ts';

/** /proc/loadavg, proc_loadavg(5). */
export interface Loadavg {
  /** Tasks running or in uninterruptible sleep, averaged over a minute, five and fifteen. */
  load1: number;
  load5: number;
  load15: number;
  /** Tasks that may run now. */
  runnable: number;
  /** Tasks that exist: processes and threads. */
  tasks: number;
  /** The pid that was given out last. */
  lastPid: number;
}

const fields = /^(\d{1,15}\.\d+) (\d{1,15}\.\d+) (\d{1,15}\.\d+) (\d+)\/(\d+) (\d+)$/;

export function parseLoadavg(bytes: Buffer): Loadavg {
  const text = oneLine(bytes);
  const found = fields.exec(text);
  if (!found) throw malformed(`"${text}" is not three loads, two counts and a pid`);
  const [, load1, load5, load15, runnable = '', tasks = '', lastPid = ''] = found;
  return {
    load1: Number(load1),
    load5: Number(load5),
    load15: Number(load15),
    runnable: small(runnable, 'runnable'),
    tasks: small(tasks, 'tasks'),
    lastPid: small(lastPid, 'last pid'),
  };
}
