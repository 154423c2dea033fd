import { malformed } from './error.ts';
import { lines, small } from './text.ts';

/** Time in which tasks waited for a resource in vain. */
export interface Stall {
  /** Percent of the last 10, 60 and 300 seconds, as running averages. */
  avg10: number;
  avg60: number;
  avg300: number;
  /** Since boot, in microseconds. */
  total: number;
}

/**
 * /proc/pressure/[resource], the kernel's Documentation/accounting/psi.rst. Null where the kernel does not print the
 * line: `cpu` had no `full` before Linux 5.13, `irq` never has `some`.
 */
export interface Pressure {
  /** At least one task waited. */
  some: Stall | null;
  /** All that were not idle waited at the same time. */
  full: Stall | null;
}

const line = /^(some|full) avg10=(\d{1,3}\.\d+) avg60=(\d{1,3}\.\d+) avg300=(\d{1,3}\.\d+) total=(\d+)$/;

export function parsePressure(bytes: Buffer): Pressure {
  const pressure: Pressure = { some: null, full: null };
  for (const text of lines(bytes)) {
    const [, kind, avg10, avg60, avg300, total = ''] = line.exec(text.toString('latin1')) ?? [];
    if (kind !== 'some' && kind !== 'full') throw malformed(`"${text}" is not three averages and a total`);
    const averages = { avg10: Number(avg10), avg60: Number(avg60), avg300: Number(avg300) };
    pressure[kind] = { ...averages, total: small(total, 'total') };
  }
  if (pressure.some === null && pressure.full === null) throw malformed('neither "some" nor "full"');
  return pressure;
}
