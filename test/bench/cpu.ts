import { readdirSync, readFileSync } from 'node:fs';

/** CPU time that the threads of a process have had so far, milliseconds. Counted by the scheduler in nanoseconds. */
export function cpuMs(pid: number): number {
  const tasks = `/proc/${pid}/task`;
  const times = readdirSync(tasks).map((tid) => Number.parseInt(readFileSync(`${tasks}/${tid}/schedstat`, 'utf8'), 10));
  return times.reduce((sum, time) => sum + time, 0) / 1e6;
}

/** Memory that a process holds in RAM, bytes. */
export function residentBytes(pid: number): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  if (kilobytes === undefined) throw new Error(`process ${pid} has no memory`);
  return Number(kilobytes) * 1024;
}
