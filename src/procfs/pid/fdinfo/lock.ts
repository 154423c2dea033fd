import { malformed } from '../../error.ts';
import { type Integer, integer, small } from '../../text.ts';
import type { FdinfoLine } from '../fdinfo.ts';
import { type Device, valuesOf } from './lines.ts';

/** A lock or lease on an open file: a `lock` line of fdinfo, as in /proc/locks, proc_locks(5). */
export interface Lock {
  /** `FLOCK`, `POSIX`, `OFDLCK`, `LEASE`, `DELEG`; another in another kernel. */
  kind: string;
  /** `ADVISORY`; `MANDATORY` before Linux 5.15; of a lease `ACTIVE`, `BREAKING`, `BREAKER`. */
  state: string;
  /** `READ` or `WRITE`; `UNLCK` of a lease that is to be given up. */
  access: string;
  /** Null if no process holds it but the open file itself, -1, and if the holder is not to be seen, 0. */
  pid: number | null;
  /** The file: null where the kernel does not say. */
  file: { device: Device; ino: Integer } | null;
  /** First and last byte: null for the end of the file, wherever it will be. */
  start: Integer;
  end: Integer | null;
}

const line = /^\d+: +(\w+) +([\w*]+) +(\w+) +(-?\d+) (?:<none>:0|([0-9a-f]+):([0-9a-f]+):(\d+)) (\d+) (?:EOF|(\d+))$/;

export function parseLocks(lines: readonly FdinfoLine[]): Lock[] {
  return valuesOf(lines, 'lock').map(parseLock);
}

function parseLock(value: string): Lock {
  const found = line.exec(value);
  if (found === null) throw malformed(`"${value}" is not a lock`);
  const [, kind = '', state = '', access = '', pid = '', major, minor, ino, start = '', end] = found;
  const holder = small(pid, 'pid');
  return {
    kind,
    state,
    access,
    pid: holder > 0 ? holder : null,
    file: major && minor && ino ? { device: numbers(major, minor), ino: integer(ino, 'inode') } : null,
    start: integer(start, 'start'),
    end: end === undefined ? null : integer(end, 'end'),
  };
}

/** In hexadecimal here, at least two digits each. */
function numbers(major: string, minor: string): Device {
  const device = { major: Number.parseInt(major, 16), minor: Number.parseInt(minor, 16) };
  if (device.major > 0xfff || device.minor > 0xf_ffff) throw malformed(`"${major}:${minor}" is not a device`);
  return device;
}
