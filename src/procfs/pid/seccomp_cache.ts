import { malformed } from '../error.ts';
import { lines, small } from '../text.ts';

/** What seccomp knows of one system call: a line of /proc/[pid]/seccomp_cache, with SECCOMP_CACHE_DEBUG. */
export interface SeccompDecision {
  /** `x86_64`, `ia32`. */
  architecture: string;
  systemCall: number;
  /** Allowed whatever its arguments are; if not, the filters are asked each time. */
  alwaysAllowed: boolean;
}

/** No line for a process that no filter watches. */
export function parseSeccompCache(bytes: Buffer): SeccompDecision[] {
  return Array.from(lines(bytes), (line) => {
    const [, architecture, number, decision] = /^(\S+) (\d+) (ALLOW|FILTER)$/.exec(line.toString('latin1')) ?? [];
    if (architecture === undefined || number === undefined) throw malformed(`"${line}" is not a decision of seccomp`);
    return { architecture, systemCall: small(number, 'system call'), alwaysAllowed: decision === 'ALLOW' };
  });
}
