import { malformed } from '../error.ts';
import { lines, small } from '../text.ts';

/** A range of ids of a user namespace: a line of /proc/[pid]/uid_map, gid_map or projid_map, user_namespaces(7). */
export interface IdRange {
  /** The first id as the namespace has it. */
  inside: number;
  /** The same id in the reader's namespace; in its parent if the reader is in the same. Null if that has no such id. */
  outside: number | null;
  count: number;
}

const unmapped = 0xffff_ffff;

/** No line until somebody has written the map: then no id of the namespace stands for anything. */
export function parseIdMap(bytes: Buffer): IdRange[] {
  return Array.from(lines(bytes), (line) => {
    const [, inside, outside, count] = /^ *(\d+) +(\d+) +(\d+)$/.exec(line.toString('latin1')) ?? [];
    if (inside === undefined || outside === undefined || count === undefined)
      throw malformed(`"${line}" is not a range of ids`);
    const first = small(outside, 'outside');
    return {
      inside: small(inside, 'inside'),
      outside: first === unmapped ? null : first,
      count: small(count, 'count'),
    };
  });
}
