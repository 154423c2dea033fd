import type { Source } from './operation.ts';
import { type Place, parsePlace } from './place.ts';
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

export function orderSources(order: readonly ProcessOrder[]): readonly Source[] {
  return order.flatMap(({ by }) => keys[by].from);
}

/** Its pid decides between equals. */
export function placeOf(process: Process, order: readonly ProcessOrder[]): Place {
  return [...order.map(({ by }) => keys[by].of(process)), process.pid];
}

/** The place that a cursor stands for; null if it is none of this order. */
export function placeOfCursor(cursor: string, order: readonly ProcessOrder[]): Place | null {
  return parsePlace(cursor, [...order.map(({ by }) => (by === 'NAME' ? 'string' : 'number')), 'number']);
}
