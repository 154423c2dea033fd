import { malformed } from '../error.ts';

/** The auxiliary vector: /proc/[pid]/auxv, proc_pid_auxv(5). Values by type, AT_PAGESZ and so on in getauxval(3). */
export type Auxv = ReadonlyMap<number, bigint>;

const end = 0n;
const pageSizeType = 6;
const clockTicksType = 17;

/** Words of the machine, or of 32 bits for a process of 32 bits. Of a repeated type the first counts. */
export function parseAuxv(bytes: Buffer): Auxv {
  const auxv = new Map<number, bigint>();
  const words = isOf64Bits(bytes) ? new BigUint64Array(aligned(bytes, 16)) : new Uint32Array(aligned(bytes, 8));
  for (let at = 0; at < words.length; at += 2) {
    const type = BigInt(words[at] ?? 0);
    if (type === end) return auxv;
    if (!auxv.has(Number(type))) auxv.set(Number(type), BigInt(words[at + 1] ?? 0));
  }
  throw malformed('not pairs of words up to AT_NULL');
}

/** Bytes of a page of memory. */
export function pageSize(auxv: Auxv): number {
  return value(auxv, pageSizeType, 'AT_PAGESZ');
}

/** Clock ticks a second. */
export function clockTicks(auxv: Auxv): number {
  return value(auxv, clockTicksType, 'AT_CLKTCK');
}

function value(auxv: Auxv, type: number, name: string): number {
  const found = auxv.get(type);
  if (found === undefined) throw malformed(`no ${name}`);
  return Number(found);
}

/** No type needs more than 32 bits, so up to the end every other half is 0; in pairs of 32 bits that is a value. */
function isOf64Bits(bytes: Buffer): boolean {
  const words = new BigUint64Array(aligned(bytes, 16));
  for (let at = 0; at < words.length; at += 2) {
    const type = words[at] ?? end;
    if (type === end) return true;
    if (type >> 32n !== 0n) return false;
  }
  return false;
}

/** A copy of as many whole pairs as there are. */
function aligned(bytes: Buffer, pair: number): ArrayBuffer {
  return new Uint8Array(bytes.subarray(0, bytes.length - (bytes.length % pair))).buffer;
}
