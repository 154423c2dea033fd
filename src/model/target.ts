import type { Stats } from '../procfs/batch.ts';
import type { Target } from '../procfs/pid/fd.ts';

/** What an open file is. */
export const descriptorKinds = {
  REGULAR: { description: 'A file with contents on a file system.' },
  DIRECTORY: { description: 'A directory.' },
  CHARACTER_DEVICE: { description: 'A device that is read as a stream: a terminal, /dev/null.' },
  BLOCK_DEVICE: { description: 'A device that is read in blocks: a disk.' },
  FIFO: { description: 'A pipe with a name in a file system.' },
  SYMBOLIC_LINK: { description: 'A link itself, opened with O_PATH.' },
  PATH: { description: 'Something with a path, but what it is could not be asked.' },
  PIPE: { description: 'A pipe without a name.' },
  SOCKET: { description: 'A socket.' },
  ANONYMOUS: { description: 'An object of the kernel that is no file: an eventfd, an epoll, a pidfd, ...' },
  MEMORY: { description: 'A file that lives in memory only: memfd_create(2), memfd_secret(2), a DMA buffer.' },
  NAMESPACE: { description: 'A namespace.' },
  UNKNOWN: { description: 'Something that procql does not know: `link` says what the kernel calls it.' },
} as const;

export type DescriptorKind = keyof typeof descriptorKinds;

const formatMask = 0o170000;

const formats = new Map<number, DescriptorKind>([
  [0o100000, 'REGULAR'],
  [0o040000, 'DIRECTORY'],
  [0o020000, 'CHARACTER_DEVICE'],
  [0o060000, 'BLOCK_DEVICE'],
  [0o010000, 'FIFO'],
  [0o120000, 'SYMBOLIC_LINK'],
  [0o140000, 'SOCKET'],
]);

/** By what the link says; of a path, by what stat(2) says of it, where it says so. */
export function kindOf(target: Target, stats: Stats | null): DescriptorKind {
  switch (target.kind) {
    case 'file':
      return stats === null ? 'PATH' : (formats.get(stats.mode & formatMask) ?? 'UNKNOWN');
    case 'pipe':
      return 'PIPE';
    case 'socket':
      return 'SOCKET';
    case 'anonymous':
      return 'ANONYMOUS';
    case 'memfd':
    case 'secretmem':
    case 'dmabuf':
      return 'MEMORY';
    case 'namespace':
      return 'NAMESPACE';
    case 'other':
      return 'UNKNOWN';
  }
}

/** No directory has it any more. The link's text alone cannot tell that from a file called `x (deleted)`. */
export function isDeleted(target: Target, stats: Stats | null): boolean {
  if (target.kind !== 'file') return false;
  return stats === null ? target.deleted : target.deleted && stats.links === 0;
}

export function isDevice({ mode }: Stats): boolean {
  const kind = formats.get(mode & formatMask);
  return kind === 'CHARACTER_DEVICE' || kind === 'BLOCK_DEVICE';
}

/** The kernel's own packing of stat(2)'s `st_rdev`, as makedev(3) has it. */
export function deviceNumber({ rdev }: Stats): { major: number; minor: number } {
  return {
    major: Number(((rdev >> 8n) & 0xfffn) | ((rdev >> 32n) & 0xfffff000n)),
    minor: Number((rdev & 0xffn) | ((rdev >> 12n) & 0xffffff00n)),
  };
}
