import { malformed } from '../../error.ts';
import { type Fields, hexadecimal } from '../../text.ts';

/** What names a file without a path, as name_to_handle_at(2) gives it: the end of an `inotify` or `fanotify` line. */
export interface FileHandle {
  /** Which form the file system gave it. */
  type: number;
  handle: Buffer;
}

/** Null where the kernel is built without it, or the file system has none. */
export function fileHandle(fields: Fields): FileHandle | null {
  const digits = fields.get('f_handle');
  if (digits === undefined) return null;
  const handle = Buffer.from(digits, 'hex');
  if (handle.length !== hexadecimal(fields, 'fhandle-bytes') || digits.length !== 2 * handle.length)
    throw malformed(`"f_handle" is "${digits}", not ${fields.get('fhandle-bytes')} bytes`);
  return { type: hexadecimal(fields, 'fhandle-type'), handle };
}
