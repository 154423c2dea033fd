import { bigHexadecimal, hexadecimal } from '../../text.ts';
import type { FdinfoLine } from '../fdinfo.ts';
import { type FileHandle, fileHandle } from './file-handle.ts';
import { type Device, device, pairs, valuesOf } from './lines.ts';

/** A file or directory that an inotify(7) watches: an `inotify` line of fdinfo. Every number is hexadecimal. */
export interface InotifyWatch {
  /** The watch descriptor, as inotify_add_watch(2) returned it. */
  wd: number;
  ino: bigint;
  device: Device;
  /** Which events are reported: bits of inotify(7). */
  mask: number;
  handle: FileHandle | null;
}

/** In the order of the kernel: the newest first. */
export function parseInotify(lines: readonly FdinfoLine[]): InotifyWatch[] {
  return valuesOf(lines, 'inotify').map((value) => {
    const fields = pairs(value);
    return {
      wd: hexadecimal(fields, 'wd'),
      ino: bigHexadecimal(fields, 'ino'),
      device: device(fields, 'sdev'),
      mask: hexadecimal(fields, 'mask'),
      handle: fileHandle(fields),
    };
  });
}
