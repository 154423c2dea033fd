import type { NumaArea } from '../procfs/pid/numa_maps.ts';
import { type Integer, plus } from '../procfs/text.ts';

/** Memory in RAM by node, in order of node. */
export function memoryByNode(areas: Iterable<NumaArea>): [number, Integer][] {
  const sums = new Map<number, Integer>();
  for (const { nodes } of areas) {
    for (const [node, bytes] of nodes) sums.set(node, plus(sums.get(node) ?? 0, bytes));
  }
  return [...sums].sort(([a], [b]) => a - b);
}
