import { bigHexadecimal } from '../../text.ts';
import type { FdinfoLine } from '../fdinfo.ts';
import { fieldsOf } from './lines.ts';

/** The signals that a signalfd(2) takes: `sigmask` of fdinfo. Bit 0 is signal 1. */
export function parseSignalfd(lines: readonly FdinfoLine[]): bigint {
  return bigHexadecimal(fieldsOf(lines), 'sigmask');
}
