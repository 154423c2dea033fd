import { endianness } from 'node:os';
import { malformed, type ProcfsError } from './error.ts';

/**
 * The symbols of the kernel and its modules: /proc/kallsyms, proc_kallsyms(5). Several 100,000: so they are columns, not
 * objects, and a symbol is its position, the number of its line from 0. Columns can be posted: see kallsymsBuffers.
 */
export interface Kallsyms {
  /** The names in the order of the file, each after a newline, which no name holds; one more newline ends them. */
  names: Uint8Array<ArrayBuffer>;
  /** Where each name begins in `names`; one entry more says where the next would. */
  nameStarts: Uint32Array<ArrayBuffer>;
  /** Null where the kernel hides them: it then prints zeros, or `(null)`, in every line. */
  addresses: BigUint64Array<ArrayBuffer> | null;
  /** The letters of nm(1), in ASCII. */
  types: Uint8Array<ArrayBuffer>;
  /** 0 for the kernel itself, n for the n-th of `moduleNames`. */
  modules: Uint16Array<ArrayBuffer>;
  moduleNames: string[];
}

const tab = 0x09;
const newline = 0x0a;
const space = 0x20;
const mostModules = 0xffff;
const lowWord = endianness() === 'LE' ? 0 : 1;

/** Lines are `ffffffff81000000 T _text`, or `ffffffffc0201000 t name\t[module]`. Any byte but tab and newline makes a name. */
export function parseKallsyms(bytes: Buffer): Kallsyms {
  const count = countLines(bytes);
  const names = new Uint8Array(bytes.length + 1);
  const nameStarts = new Uint32Array(count + 1);
  const addresses = new BigUint64Array(count);
  const words = new Uint32Array(addresses.buffer);
  const types = new Uint8Array(count);
  const modules = new Uint16Array(count);
  const moduleNumbers = new Map<string, number>();
  names[0] = newline;
  let written = 1;
  let at = 0;
  for (let position = 0; position < count; position++) {
    const line = at;
    at = readAddress(bytes, at, words, position);
    if (at < 0) throw wrong(bytes, line, position, 'does not begin with an address');

    const type = bytes[at + 1] ?? newline;
    if (type <= space || bytes[at + 2] !== space) throw wrong(bytes, line, position, 'has no type letter');
    types[position] = type;

    at += 3;
    nameStarts[position] = written;
    let byte = bytes[at] ?? newline;
    while (byte !== newline && byte !== tab) {
      names[written++] = byte;
      byte = bytes[++at] ?? newline;
    }
    if (written === nameStarts[position]) throw wrong(bytes, line, position, 'has no name');
    names[written++] = newline;

    if (byte === tab) {
      const end = endOfLine(bytes, at);
      const module = moduleNumber(bytes.toString('latin1', at + 1, end), moduleNumbers);
      if (module === null) throw wrong(bytes, line, position, 'has no [module] after its tab');
      modules[position] = module;
      at = end;
    }
    at++;
  }
  nameStarts[count] = written;
  return {
    names: new Uint8Array(names.buffer.transfer(written)),
    nameStarts,
    addresses: count > 0 && addresses.every((address) => address === 0n) ? null : addresses,
    types,
    modules,
    moduleNames: Array.from(moduleNumbers.keys(), (bracketed) => bracketed.slice(1, -1)),
  };
}

/** What postMessage may move rather than copy. */
export function kallsymsBuffers({ names, nameStarts, addresses, types, modules }: Kallsyms): ArrayBuffer[] {
  return [names, nameStarts, addresses, types, modules].flatMap((column) => column?.buffer ?? []);
}

/** Gives the offset of the space after the address, or -1. Kernels before 4.15 print the address 0 as `          (null)`. */
function readAddress(bytes: Buffer, start: number, words: Uint32Array, position: number): number {
  let at = start;
  while (bytes[at] === space) at++;
  const first = at;
  let high = 0;
  let low = 0;
  for (let digit = digitAt(bytes, at); digit < 16; digit = digitAt(bytes, ++at)) {
    high = (high << 4) | (low >>> 28);
    low = (low << 4) | digit;
  }
  words[2 * position + lowWord] = low;
  words[2 * position + 1 - lowWord] = high;
  if (at === first && bytes.toString('latin1', at, at + 6) === '(null)') at += 6;
  return at > first && at <= first + 16 && bytes[at] === space ? at : -1;
}

/** The value of a hexadecimal digit; 16 or more for any other byte. */
function digitAt(bytes: Buffer, at: number): number {
  const byte = bytes[at] ?? space;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : 16;
}

function moduleNumber(bracketed: string, numbers: Map<string, number>): number | null {
  const known = numbers.get(bracketed);
  if (known !== undefined) return known;
  if (!/^\[.+\]$/.test(bracketed)) return null;
  if (numbers.size === mostModules) throw malformed(`more than ${mostModules} modules`);
  numbers.set(bracketed, numbers.size + 1);
  return numbers.size;
}

function countLines(bytes: Buffer): number {
  let count = 0;
  for (let at = 0; at < bytes.length; at++) if (bytes[at] === newline) count++;
  return bytes.length > 0 && bytes[bytes.length - 1] !== newline ? count + 1 : count;
}

function endOfLine(bytes: Buffer, start: number): number {
  const end = bytes.indexOf(newline, start);
  return end < 0 ? bytes.length : end;
}

function wrong(bytes: Buffer, start: number, position: number, what: string): ProcfsError {
  const shown = bytes.toString('utf8', start, Math.min(endOfLine(bytes, start), start + 100));
  return malformed(`line ${position + 1}, ${JSON.stringify(shown)}, ${what}`);
}
