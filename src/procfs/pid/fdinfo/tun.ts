import type { FdinfoLine } from '../fdinfo.ts';
import { fieldsOf } from './lines.ts';

/** The network interface whose other end /dev/net/tun is: `iff` of fdinfo. Null while it has none. */
export function parseTunInterface(lines: readonly FdinfoLine[]): string | null {
  return fieldsOf(lines).get('iff') || null;
}
