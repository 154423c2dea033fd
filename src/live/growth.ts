import type { Integer } from '../procfs/text.ts';

/** How much a counter has grown: one that fell, if the kernel lets one fall, has not. */
export function growth(now: Integer, before: Integer): Integer {
  const difference = minus(now, before);
  return difference < 0 ? 0 : difference;
}

export function minus(a: Integer, b: Integer): Integer {
  return typeof a === 'number' && typeof b === 'number' ? a - b : BigInt(a) - BigInt(b);
}
