import { hex, oneLine } from '../text.ts';

/** /proc/[pid]/coredump_filter, core(5): a bit for each kind of mapping that a core dump would have. */
export function parseCoredumpFilter(bytes: Buffer): bigint {
  return hex(oneLine(bytes), 'coredump_filter');
}
