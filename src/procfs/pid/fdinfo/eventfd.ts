import { bigHexadecimal, decimal, optional, zeroOrOne } from '../../text.ts';
import type { FdinfoLine } from '../fdinfo.ts';
import { fieldsOf } from './lines.ts';

/** A counter that wakes its readers, eventfd(2): `eventfd-count`, `eventfd-id` and `eventfd-semaphore` of fdinfo. */
export interface Eventfd {
  /** 64 bits, printed in hexadecimal. */
  count: bigint;
  /** Null before Linux 5.2. */
  id: number | null;
  /** Whether a read takes one, EFD_SEMAPHORE. Null before Linux 6.5. */
  semaphore: boolean | null;
}

export function parseEventfd(lines: readonly FdinfoLine[]): Eventfd {
  const fields = fieldsOf(lines);
  return {
    count: bigHexadecimal(fields, 'eventfd-count'),
    id: optional(fields, 'eventfd-id', decimal),
    semaphore: optional(fields, 'eventfd-semaphore', zeroOrOne),
  };
}
