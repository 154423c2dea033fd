import { bigDecimal, type Integer } from '../../text.ts';
import type { FdinfoLine } from '../fdinfo.ts';
import { fieldsOf } from './lines.ts';

/** Page faults that a program handles itself, userfaultfd(2): `pending` and `total` of fdinfo. */
export interface Userfaultfd {
  /** How many the program has not read yet. */
  pending: Integer;
  /** How many it has not resolved yet: those and what it has read. */
  total: Integer;
}

export function parseUserfaultfd(lines: readonly FdinfoLine[]): Userfaultfd {
  const fields = fieldsOf(lines);
  return { pending: bigDecimal(fields, 'pending'), total: bigDecimal(fields, 'total') };
}
