import {
  type BigIntStats,
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readlinkSync,
  readSync,
  statfsSync,
  statSync,
  writeSync,
} from 'node:fs';
import { encodeStats, headerBytes, Op, Progress, type Request, Status, statBytes } from './batch.ts';
import { errnoOf } from './failure.ts';
import { procMagic } from './file-systems.ts';
import { Pile } from './pile.ts';

const packed = new Pile();
let pinned: number | undefined;

function append(bytes: Buffer | string): number {
  packed.append(bytes);
  return Status.ok;
}

function appendStats(path: string, stat: typeof statSync | typeof lstatSync): number {
  const { mode, nlink, ino, dev, rdev, size, uid } = stat(path, { bigint: true });
  packed.reserve(statBytes);
  const numbers = { mode: Number(mode), links: Number(nlink), inode: ino, device: dev, rdev, size, uid: Number(uid) };
  encodeStats(numbers, new DataView(packed.bytes.buffer), packed.end);
  packed.end += statBytes;
  return Status.ok;
}

function read(path: string, inOnePiece: boolean): number {
  const fd = openSync(path, 'r');
  try {
    return inOnePiece ? packed.readShown(fd) : packed.readToEnd(fd);
  } finally {
    closeSync(fd);
  }
}

function appendNumber(value: bigint): number {
  packed.reserve(8);
  packed.end = packed.bytes.writeBigUInt64LE(value, packed.end);
  return Status.ok;
}

/** A descriptor may have been closed and its number reused for a pipe since it was looked at: only the very file is opened. */
function openSame(text: string): number {
  const [device = '', inode = ''] = text.split(' ', 2);
  const path = text.slice(device.length + inode.length + 2);
  const isSame = ({ dev, ino }: BigIntStats) => dev === BigInt(device) && ino === BigInt(inode);
  if (!isSame(statSync(path, { bigint: true }))) return Status.changed;
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
  if (isSame(fstatSync(fd, { bigint: true }))) return appendNumber(BigInt(fd));
  closeSync(fd);
  return Status.changed;
}

function readAt(fd: number, offset: number, length: number): number {
  const { size } = fstatSync(fd, { bigint: true });
  appendNumber(size);
  const most = Math.min(length, Math.max(0, Number(size) - offset));
  packed.reserve(most);
  for (let read = 0; read < most; ) {
    const count = readSync(fd, packed.bytes, packed.end, most - read, offset + read);
    if (count === 0) break;
    read += count;
    packed.end += count;
  }
  return Status.ok;
}

/** A captured tree is not for acting on. */
function openOfKernel(path: string, flags: number): number {
  if (statfsSync(path, { bigint: true }).type !== procMagic) return Status.captured;
  return appendNumber(BigInt(openSync(path, flags)));
}

/** In one piece: the kernel takes what is written to a file of procfs for all there is. */
function write(text: string): number {
  const at = text.indexOf(' ');
  writeSync(Number(text.slice(0, at)), text.slice(at + 1));
  return Status.ok;
}

/** Decimal numbers with a space between them. NaN stands for one that is not there: no descriptor is called that. */
function numbers(text: string): [number, number, number] {
  const [first, second, third] = text.split(' ').map(Number);
  return [first ?? Number.NaN, second ?? Number.NaN, third ?? Number.NaN];
}

function unpin(): void {
  if (pinned !== undefined) closeSync(pinned);
  pinned = undefined;
}

function perform(op: number, path: string): number {
  switch (op) {
    case Op.read:
      return read(path, false);
    case Op.show:
      return read(path, true);
    case Op.link:
      return append(readlinkSync(path, { encoding: 'buffer' }));
    case Op.list:
      return append(readdirSync(path).join('\0'));
    case Op.stat:
      return appendStats(path, statSync);
    case Op.lstat:
      return appendStats(path, lstatSync);
    case Op.pin:
      pinned = openSync(path, 'r');
      return packed.readShown(pinned);
    case Op.check:
      return pinned === undefined ? Status.ok : packed.readShown(pinned, 0);
    case Op.fileSystem:
      return appendNumber(statfsSync(path, { bigint: true }).type);
    case Op.open:
      return openSame(path);
    case Op.readAt:
      return readAt(...numbers(path));
    case Op.close:
      closeSync(numbers(path)[0]);
      return Status.ok;
    case Op.openDirectory:
      return openOfKernel(path, constants.O_RDONLY | constants.O_DIRECTORY);
    case Op.openToWrite:
      return openOfKernel(path, constants.O_WRONLY);
    case Op.write:
      return write(path);
    default:
      return Status.skipped;
  }
}

/**
 * Does one batch, blocking. The answer is one packed buffer. `progress` says at which read it is, and to it, that it is to do
 * no more.
 */
export function answer({ ops, paths }: Request, progress: Int32Array): ArrayBuffer {
  packed.reserve(ops.length * headerBytes);
  packed.end = ops.length * headerBytes;
  let pinFailure = 0;
  paths.split('\0').forEach((path, item) => {
    const op = ops[item] ?? Op.skip;
    const start = packed.end;
    let status: number = pinFailure;
    Atomics.store(progress, Progress.item, item);
    if (Atomics.load(progress, Progress.isStopped) !== 0) {
      status = Status.skipped;
    } else if (op === Op.pin || pinFailure === 0) {
      try {
        status = perform(op, path);
      } catch (error) {
        status = errnoOf(error);
      }
    }
    if (op === Op.pin) pinFailure = status;
    if (op === Op.check) {
      unpin();
      pinFailure = 0;
    }
    if (status !== Status.ok) packed.end = start;
    packed.bytes.writeInt32LE(status, item * headerBytes);
    packed.bytes.writeInt32LE(packed.end - start, item * headerBytes + 4);
  });
  return packed.take();
}
