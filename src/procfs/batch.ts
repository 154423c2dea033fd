/** What a reader thread is asked to do with one path. */
export const Op = {
  /** Everything in the file, to its end. */
  read: 0,
  /** The text of a symbolic link. */
  link: 1,
  /** The names in a directory, separated by NUL. */
  list: 2,
  /** What the path leads to, links followed: see `decodeStats`. */
  stat: 3,
  /** The same of the link itself. */
  lstat: 4,
  /** `show`, and the descriptor stays open until the next `check`. If it fails, all reads before that `check` fail alike. */
  pin: 5,
  /** What the pinned descriptor says now: an error, if the process is gone. */
  check: 6,
  /** Not done: the target was found hanging before. */
  skip: 7,
  /** The magic number of the file system that the path leads to: 64 bits. */
  fileSystem: 8,
  /** Opens "DEVICE INODE PATH" if PATH leads there; it stays open. The descriptor: 32 bits. */
  open: 9,
  /** Of "DESCRIPTOR OFFSET LENGTH": the size of the file, 64 bits, then what stands there. */
  readAt: 10,
  /** Closes "DESCRIPTOR". */
  close: 11,
  /** Everything in a file that the kernel prints in one piece, as it does `stat` but not `maps`. */
  show: 12,
  /** Opens the directory of a kernel's procfs, for what it stands for; it stays open. The descriptor, 64 bits. */
  openDirectory: 13,
  /** Opens the file of a kernel's procfs to write to it; it stays open. The descriptor, 64 bits. */
  openToWrite: 14,
  /** Of "DESCRIPTOR TEXT": writes the text, without NUL, in one piece. */
  write: 15,
} as const;

export type Op = (typeof Op)[keyof typeof Op];

/** A batch for one thread: ops[n] is for the n-th of the NUL-separated paths. */
export interface Request {
  ops: Uint8Array;
  paths: string;
}

/** What a thread says first: that it takes batches now. */
export const ready = 'ready';

/** What a thread and whoever gave it a batch tell one another meanwhile: at which item it is, and that it is to do no more. */
export const Progress = { item: 0, isStopped: 1 } as const;

/** How long a thread may stand at one read before that read is given up. */
export const deadlineMs = 1000;

/** Stands where the number of an item would, until the thread has taken the batch. */
export const notBegun = -1;

/** Stands where an errno would, in the status of an item. */
export const Status = { ok: 0, tooLarge: 1, skipped: 2, changed: 3, captured: 4 } as const;

/** The answer's layout: two 32-bit numbers an item (status or negative errno, length), then the bytes of all items. */
export const headerBytes = 8;

export interface Stats {
  /** File type and mode bits, as in inode(7). */
  mode: number;
  links: number;
  inode: bigint;
  device: bigint;
  /** The device that a device file stands for. */
  rdev: bigint;
  size: bigint;
  uid: number;
}

const statNumbers = 7;
export const statBytes = statNumbers * 8;

export function encodeStats(stats: Stats, into: DataView, at: number): void {
  const { mode, links, inode, device, rdev, size, uid } = stats;
  [BigInt(mode), BigInt(links), inode, device, rdev, size, BigInt(uid)].forEach((value, index) => {
    into.setBigUint64(at + index * 8, value);
  });
}

export function decodeStats(bytes: Buffer): Stats {
  const number = (index: number) => bytes.readBigUInt64BE(index * 8);
  return {
    mode: Number(number(0)),
    links: Number(number(1)),
    inode: number(2),
    device: number(3),
    rdev: number(4),
    size: number(5),
    uid: Number(number(6)),
  };
}
