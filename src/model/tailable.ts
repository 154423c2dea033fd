import { constants } from 'node:fs';
import type { Stats } from '../procfs/batch.ts';
import { holdsFiles } from '../procfs/file-systems.ts';
import { openFlags } from '../procfs/open-flags.ts';
import type { Target } from '../procfs/pid/fd.ts';

/** Why the lines written to a descriptor cannot be followed. To read it, what it leads to would be opened anew. */
export const obstacles = {
  PIPE: { description: 'It is a pipe: what procql reads, its reader would never get.' },
  SOCKET: { description: 'It is a socket: it cannot be opened anew.' },
  TERMINAL: { description: 'It is a terminal: what procql reads, its reader would never get.' },
  DEVICE: { description: 'It is a device: to open or read it can have effects, or never end.' },
  DIRECTORY: { description: 'It is a directory.' },
  KERNEL_OBJECT: { description: 'It is an object of the kernel without contents to read.' },
  PSEUDO_FILE: { description: 'It is a file that the kernel makes up when it is read, as those of /proc and /sys.' },
  PATH_ONLY: { description: 'It was opened with O_PATH: the process can neither read nor write through it.' },
  OWN_OUTPUT: { description: 'It is what this server itself prints to: following it could feed on itself.' },
  OWN_DESCRIPTOR: { description: 'It is a descriptor of this server itself, which has a secret to keep: its token.' },
  DENIED: { description: 'This server was started not to follow any: --deny fdLines.' },
  CAPTURED: { description: 'The process is of a captured tree: its links lead to files of another machine.' },
} as const;

export type Obstacle = keyof typeof obstacles;

/** What is known of a descriptor: its link, what `stat` says of where that leads, and the flags of fdinfo. */
export interface Opened {
  target: Target;
  stats: Stats;
  flags: number;
}

const { S_IFMT, S_IFREG, S_IFCHR, S_IFIFO, S_IFDIR, S_IFBLK, S_IFSOCK } = constants;

const types = new Map<number, Obstacle>([
  [S_IFIFO, 'PIPE'],
  [S_IFDIR, 'DIRECTORY'],
  [S_IFBLK, 'DEVICE'],
  [S_IFSOCK, 'SOCKET'],
]);

/** What keeps procql from following a descriptor, or null. `fileSystem` is the magic number of statfs(2). */
export function obstacle({ target, stats, flags }: Opened, fileSystem: bigint): Obstacle | null {
  const type = stats.mode & S_IFMT;
  if (type === S_IFCHR) return isTerminal(stats.rdev) ? 'TERMINAL' : 'DEVICE';
  if (type !== S_IFREG) return types.get(type) ?? 'KERNEL_OBJECT';
  if (target.kind !== 'file' && target.kind !== 'memfd') return 'KERNEL_OBJECT';
  if (openFlags(flags).names.includes('O_PATH')) return 'PATH_ONLY';
  return holdsFiles(fileSystem, stats.device) ? null : 'PSEUDO_FILE';
}

/** Consoles and serial lines (4), /dev/tty and its kin (5), pseudo-terminals (136 to 143): admin-guide/devices.txt. */
function isTerminal(rdev: bigint): boolean {
  const major = Number((rdev >> 8n) & 0xfffn);
  return major === 4 || major === 5 || (major >= 136 && major <= 143);
}
