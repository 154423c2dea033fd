import type { Source } from './operation.ts';
import type { Process } from './process.ts';

/** What processes can be ordered by: the files looked at, and the value. */
const keys = {
  PID: { from: [], of: ({ pid }) => pid },
  NAME: { from: ['stat'], of: ({ stat }) => stat.comm.toString() },
  START_TIME: { from: ['stat'], of: ({ stat }) => Number(stat.starttime) },
  RESIDENT_BYTES: { from: ['stat'], of: ({ stat }) => Number(stat.rss) },
  CPU_TIME: { from: ['stat'], of: ({ stat }) => Number(stat.utime) + Number(stat.stime) },
  THREAD_COUNT: { from: ['stat'], of: ({ stat }) => stat.numThreads },
} as const satisfies Record<string, { from: readonly Source[]; of: (process: Process) => number | string }>;

type ProcessOrderKey = keyof typeof keys;

export interface ProcessOrder {
  by: ProcessOrderKey;
  descending: boolean;
}

/** A process's place in an order: the value of each key, its pid last, which decides between equals. */
export type Place = readonly (number | string)[];

export function orderSources(order: readonly ProcessOrder[]): readonly Source[] {
  return order.flatMap(({ by }) => keys[by].from);
}

export function placeOf(process: Process, order: readonly ProcessOrder[]): Place {
  return [...order.map(({ by }) => keys[by].of(process)), process.pid];
}

/** Negative if `a` comes first. */
export function comparePlaces(a: Place, b: Place, order: readonly ProcessOrder[]): number {
  for (let at = 0; at < a.length; at++) {
    const [x = 0, y = 0] = [a[at], b[at]];
    if (x !== y) return x < y !== (order[at]?.descending ?? false) ? -1 : 1;
  }
  return 0;
}

/** A place as a cursor: right in any list of this order, whoever has come or gone since. */
export function placeCursor(place: Place): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** The place that a cursor stands for; null if it is none of this order. */
export function parsePlace(cursor: string, order: readonly ProcessOrder[]): Place | null {
  const place = parseJson(Buffer.from(cursor, 'base64url').toString());
  if (!Array.isArray(place) || place.length !== order.length + 1) return null;
  const fits = place.every((value, at) => typeof value === (order[at]?.by === 'NAME' ? 'string' : 'number'));
  return fits ? place : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
