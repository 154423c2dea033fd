import { bigHexadecimal, decimal, type Fields, hexadecimal } from '../../text.ts';
import type { FdinfoLine } from '../fdinfo.ts';
import { type FileHandle, fileHandle } from './file-handle.ts';
import { type Device, device, pairs, valuesOf } from './lines.ts';

/** A fanotify(7) group: the `fanotify` lines of fdinfo. The first says how it was made, the others are its marks. */
export interface Fanotify {
  /** Bits of fanotify_init(2). */
  flags: number;
  /** With which flags of open(2) the files that it reports are opened. */
  eventFlags: number;
  /** The newest first. */
  marks: FanotifyMark[];
}

export interface FanotifyMark {
  on: MarkedObject;
  /** Bits of fanotify_mark(2) that are a property of the mark. */
  flags: number;
  /** Which events are reported. */
  mask: number;
  /** Which are not. */
  ignored: number;
}

export type MarkedObject =
  | { kind: 'inode'; ino: bigint; device: Device; handle: FileHandle | null }
  | { kind: 'mount'; mountId: number }
  | { kind: 'fileSystem'; device: Device }
  /** Since Linux 6.15, and its number is the only decimal one. */
  | { kind: 'mountNamespace'; inode: number }
  | { kind: 'other' };

export function parseFanotify(lines: readonly FdinfoLine[]): Fanotify {
  const [group = '', ...marks] = valuesOf(lines, 'fanotify');
  const fields = pairs(group);
  return {
    flags: hexadecimal(fields, 'flags'),
    eventFlags: hexadecimal(fields, 'event-flags'),
    marks: marks.map(mark),
  };
}

function mark(value: string): FanotifyMark {
  const fields = pairs(value);
  return {
    on: markedObject(fields),
    flags: hexadecimal(fields, 'mflags'),
    mask: hexadecimal(fields, 'mask'),
    ignored: hexadecimal(fields, 'ignored_mask'),
  };
}

function markedObject(fields: Fields): MarkedObject {
  if (fields.has('ino')) {
    const ino = bigHexadecimal(fields, 'ino');
    return { kind: 'inode', ino, device: device(fields, 'sdev'), handle: fileHandle(fields) };
  }
  if (fields.has('mnt_id')) return { kind: 'mount', mountId: hexadecimal(fields, 'mnt_id') };
  if (fields.has('sdev')) return { kind: 'fileSystem', device: device(fields, 'sdev') };
  if (fields.has('mnt_ns')) return { kind: 'mountNamespace', inode: decimal(fields, 'mnt_ns') };
  return { kind: 'other' };
}
