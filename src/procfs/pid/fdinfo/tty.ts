import { decimal, optional } from '../../text.ts';
import type { FdinfoLine } from '../fdinfo.ts';
import { fieldsOf } from './lines.ts';

/** Of the master of a pseudo-terminal, the number of its other side: `tty-index` of fdinfo. 3 is /dev/pts/3. */
export function parseTtyIndex(lines: readonly FdinfoLine[]): number | null {
  return optional(fieldsOf(lines), 'tty-index', decimal);
}
