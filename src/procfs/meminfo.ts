import { type Integer, integer, keyValues, timesKilo } from './text.ts';

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
