import type { Source } from './operation.ts';
import { comparePlaces, type Place, parsePlace } from './place.ts';
import type { Process } from './process.ts';

/** What is known of the CPU that a process uses, percent. */
export type Usages = ReadonlyMap<Process, number | null>;

/** What processes can be ordered by: the files looked at, and the value. */
const keys = {
  PID: { from: [], of: ({ pid }) => pid },
  NAME: { from: ['stat'], of: ({ stat }) => stat.comm.toString() },
  START_TIME: { from: ['stat'], of: ({ stat }) => Number(stat.starttime) },
  RESIDENT_BYTES: { from: ['stat'], of: ({ stat }) => Number(stat.rss) },
  CPU_TIME: { from: ['stat'], of: ({ stat }) => Number(stat.utime) + Number(stat.stime) },
  /** One of which it is not known comes before one that uses none. */
  CPU_USAGE: { from: ['stat'], of: (process, usages) => usages.get(process) ?? -1 },
  THREAD_COUNT: { from: ['stat'], of: ({ stat }) => stat.numThreads },
} as const satisfies Record<
  string,
  { from: readonly Source[]; of: (process: Process, usages: Usages) => number | string }
>;

type ProcessOrderKey = keyof typeof keys;

export interface ProcessOrder {
  by: ProcessOrderKey;
  descending: boolean;
}

export function orderSources(order: readonly ProcessOrder[]): readonly Source[] {
  return order.flatMap(({ by }) => keys[by].from);
}

/** Whether the order goes by what `Usages` has. */
export function ordersByUsage(order: readonly ProcessOrder[]): boolean {
  return order.some(({ by }) => by === 'CPU_USAGE');
}

/** Its pid decides between equals. */
export function placeOf(process: Process, order: readonly ProcessOrder[], usages: Usages): Place {
  return [...order.map(({ by }) => keys[by].of(process, usages)), process.pid];
}

/** The processes from first to last. */
export function sorted(processes: readonly Process[], order: readonly ProcessOrder[], usages: Usages): Process[] {
  return processes
    .map((process) => ({ process, place: placeOf(process, order, usages) }))
    .sort((a, b) => comparePlaces(a.place, b.place, order))
    .map(({ process }) => process);
}

/** The place that a cursor stands for; null if it is none of this order. */
export function placeOfCursor(cursor: string, order: readonly ProcessOrder[]): Place | null {
  return parsePlace(cursor, [...order.map(({ by }) => (by === 'NAME' ? 'string' : 'number')), 'number']);
}
