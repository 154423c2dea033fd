import { malformed } from '../error.ts';

/** By how much clocks are shifted for new children: /proc/[pid]/timens_offsets, time_namespaces(7). In nanoseconds. */
export interface TimeOffsets {
  monotonic: bigint;
  boottime: bigint;
}

export function parseTimeOffsets(bytes: Buffer): TimeOffsets {
  const text = bytes.toString('latin1');
  return { monotonic: offset(text, 'monotonic'), boottime: offset(text, 'boottime') };
}

/** Seconds, perhaps negative, and the nanoseconds to add. */
function offset(text: string, clock: string): bigint {
  const [, seconds, nanoseconds] = new RegExp(`^${clock} +(-?\\d+) +(\\d{1,9})$`, 'm').exec(text) ?? [];
  if (seconds === undefined || nanoseconds === undefined) throw malformed(`"${text}" has no offset of ${clock}`);
  return BigInt(seconds) * 1_000_000_000n + BigInt(nanoseconds);
}
