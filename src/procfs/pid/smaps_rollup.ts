import { malformed } from '../error.ts';
import { parseArea } from './maps.ts';
import { firstLine, parseUsage, type Usage } from './smaps.ts';

/** What a process uses in all its memory: /proc/[pid]/smaps_rollup, proc_pid_smaps(5). */
export function parseSmapsRollup(bytes: Buffer): Usage {
  const header = firstLine(bytes);
  if (parseArea(header).name?.toString() !== '[rollup]') throw malformed(`"${header}" is not "[rollup]"`);
  return parseUsage(bytes.subarray(header.length + 1));
}
