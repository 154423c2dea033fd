import type { Handle } from './handle.ts';
import type { Process } from './process.ts';

/** A file that a handle wants read. */
export interface Wanted {
  handle: Handle;
  name: string;
}

/** A process of which more is wanted is read in several goes, so that 100,000 descriptors keep every thread busy. */
const portionReads = 200;

interface Portion {
  process: Process;
  wanted: Wanted[];
}

/** What is wanted of each process, apart from the `stat` that comes along anyway. */
export function portionsByProcess(wanted: readonly Wanted[]): Portion[] {
  const portions: Portion[] = [];
  const open = new Map<Process, Portion>();
  for (const want of wanted) {
    const { process } = want.handle;
    let portion = open.get(process);
    if (portion === undefined || portion.wanted.length >= portionReads) {
      portion = { process, wanted: [] };
      open.set(process, portion);
      portions.push(portion);
    }
    if (want.handle !== process || want.name !== 'stat') portion.wanted.push(want);
  }
  return portions;
}
