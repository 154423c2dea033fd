import { said } from './error.ts';
import { type Integer, integer, keyValues, plus, timesKilo } from './text.ts';

/**
 * /proc/meminfo, proc_meminfo(5): bytes, but counts for HugePages_Total and the others without a unit, by the kernel's
 * names. Which there are depends on the kernel.
 */
export type Meminfo = ReadonlyMap<string, Integer>;

/** Some kernels have a line without a space after its colon. One that is no number, or of another unit, is left out. */
export function parseMeminfo(bytes: Buffer): Meminfo {
  const meminfo = new Map<string, Integer>();
  for (const [key, value] of keyValues(bytes)) {
    const [, digits, unit] = /^(\d+)( kB)?$/.exec(value) ?? [];
    if (digits === undefined) continue;
    meminfo.set(key, unit ? timesKilo(integer(digits, key)) : integer(digits, key));
  }
  return meminfo;
}

/** One line less another. Throws where there is no such line, or it is more than it can be: a container may print that. */
export function difference(meminfo: Meminfo, whole: string, part: string): Integer {
  const rest = plus(said(meminfo.get(whole), whole), -said(meminfo.get(part), part));
  return said(rest < 0 ? null : rest, `${whole} without ${part}`);
}
