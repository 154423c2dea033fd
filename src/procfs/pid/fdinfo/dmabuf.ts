import { bigDecimal, type Integer, optional, text } from '../../text.ts';
import type { FdinfoLine } from '../fdinfo.ts';
import { fieldsOf } from './lines.ts';

/** Memory that devices share, Documentation/driver-api/dma-buf.rst: `size`, `count`, `exp_name`, `name` of fdinfo. */
export interface Dmabuf {
  /** In bytes. */
  size: Integer;
  /** How many have it open or use it. */
  count: Integer;
  /** The driver or heap that it comes from. */
  exporter: string;
  /** The name that it was given, if it was. */
  name: string | null;
}

export function parseDmabuf(lines: readonly FdinfoLine[]): Dmabuf {
  const fields = fieldsOf(lines);
  return {
    size: bigDecimal(fields, 'size'),
    count: bigDecimal(fields, 'count'),
    exporter: text(fields, 'exp_name'),
    name: optional(fields, 'name', text),
  };
}
