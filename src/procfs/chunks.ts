import { mayBlock } from './blocking.ts';
import type { Group } from './group.ts';

/** So many reads make a batch for one thread. */
const chunkItems = 256;

/** A group, and which of all it is. */
export interface Placed {
  group: Group;
  index: number;
}

/** The groups that may block, or those that do not, a few hundred reads at a time. */
export function chunks(groups: readonly Group[], blocking: boolean): Placed[][] {
  const result: Placed[][] = [];
  let room = 0;
  groups.forEach((group, index) => {
    if (group.reads.some(mayBlock) !== blocking) return;
    if (room <= 0) {
      result.push([]);
      room = chunkItems;
    }
    result.at(-1)?.push({ group, index });
    room -= group.reads.length;
  });
  return result;
}
