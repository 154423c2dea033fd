import { malformed } from '../error.ts';
import { lines, small } from '../text.ts';
import { parseLink } from './link.ts';

/** A control group of a process: a line of /proc/[pid]/cgroup, cgroups(7). */
export interface Cgroup {
  /** 0 is that of version 2. */
  hierarchy: number;
  /** `cpu`, `cpuacct`, `name=systemd`; none for version 2. */
  controllers: string[];
  /** From the root of the reader's cgroup namespace; `/../x` is outside of it. */
  path: Buffer;
  /** Says the text, of version 2 only: a process leaves those of version 1 first. A group that is called `x (deleted)` looks the same. */
  deleted: boolean;
}

const colon = 0x3a;

/** Split at the first two colons: the path may have more. */
export function parseCgroup(bytes: Buffer): Cgroup[] {
  return Array.from(lines(bytes), (line) => {
    const first = line.indexOf(colon);
    const second = line.indexOf(colon, first + 1);
    if (first < 0 || second < 0) throw malformed(`"${line}" is not three fields`);
    const hierarchy = small(line.toString('latin1', 0, first), 'hierarchy');
    const path = line.subarray(second + 1);
    return {
      hierarchy,
      controllers: line
        .toString('utf8', first + 1, second)
        .split(',')
        .filter(Boolean),
      ...(hierarchy === 0 ? parseLink(path) : { path, deleted: false }),
    };
  });
}
