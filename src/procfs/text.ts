import { malformed } from './error.ts';

/** A whole number of any size, without a lost digit: a number up to 2^53-1, a bigint beyond. */
export type Integer = number | bigint;

/** The lines of a `Key:\tvalue` file. */
export type Fields = ReadonlyMap<string, string>;

const newline = 10;

/** Lines without their newline. A last line without one counts; an empty last line does not. */
export function* lines(bytes: Buffer): Generator<Buffer> {
  let start = 0;
  while (start < bytes.length) {
    let end = bytes.indexOf(newline, start);
    if (end < 0) end = bytes.length;
    yield bytes.subarray(start, end);
    start = end + 1;
  }
}

/**
 * Splits each line at its first colon; of the white space that follows, the value keeps all but one tab,
 * or all but the padding of spaces. Lines without a colon are skipped; of a repeated key the first counts.
 */
export function keyValues(bytes: Buffer): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of bytes.toString().split('\n')) {
    const colon = line.indexOf(':');
    if (colon < 0) continue;
    const key = line.slice(0, colon);
    if (fields.has(key)) continue;
    const rest = line.slice(colon + 1);
    fields.set(key, rest.startsWith('\t') ? rest.slice(1) : rest.trimStart());
  }
  return fields;
}

/** The line that is all of a file, without its newline. A byte is a character. */
export function oneLine(bytes: Buffer): string {
  const end = bytes.at(-1) === newline ? bytes.length - 1 : bytes.length;
  return bytes.toString('latin1', 0, end);
}

/** Strings that each end in a NUL. A last one without it counts; an empty last one does not. */
export function nulTerminated(bytes: Buffer): Buffer[] {
  const strings: Buffer[] = [];
  let start = 0;
  while (start < bytes.length) {
    let end = bytes.indexOf(0, start);
    if (end < 0) end = bytes.length;
    strings.push(bytes.subarray(start, end));
    start = end + 1;
  }
  return strings;
}

/** The text of a key that must be there. */
export function text(fields: Fields, key: string): string {
  const value = fields.get(key);
  if (value === undefined) throw malformed(`no "${key}" line`);
  return value;
}

/** The decimal number between two offsets, read without making a string of it: `stat` has fifty of them. */
export function wholeNumber(bytes: Buffer, start: number, end: number, name = 'a number'): Integer {
  const first = bytes[start] === 0x2d ? start + 1 : start;
  let value = 0;
  for (let at = first; at < end; at++) {
    const digit = (bytes[at] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) return integer(bytes.toString('latin1', start, end), name);
    value = value * 10 + digit;
  }
  if (first >= end || value > Number.MAX_SAFE_INTEGER) return integer(bytes.toString('latin1', start, end), name);
  return first === start ? value : -value;
}

/** Decimal digits, perhaps after a minus sign, as many as the kernel likes. */
export function integer(value: string, name = 'a number'): Integer {
  if (!/^-?\d+$/.test(value)) throw malformed(`"${name}" is "${value}", not a whole number`);
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : BigInt(value);
}

/** A number that the kernel bounds: pid, descriptor, count. */
export function small(value: string, name: string): number {
  const number = integer(value, name);
  if (typeof number === 'bigint') throw malformed(`"${name}" is "${value}", more than was thought possible`);
  return number;
}

/** The decimal number of a key that must be there. */
export function decimal(fields: Fields, key: string): number {
  return small(text(fields, key), key);
}

/** The same, of any size. */
export function bigDecimal(fields: Fields, key: string): Integer {
  return integer(text(fields, key), key);
}

/** The kernel's kB in bytes: 1,024 each. */
export function timesKilo(value: Integer): Integer {
  return times(value, 1024);
}

/** The sum, without a lost digit. */
export function plus(value: Integer, other: Integer): Integer {
  const sum = Number(value) + Number(other);
  const isExact = typeof value === 'number' && typeof other === 'number' && Number.isSafeInteger(sum);
  return isExact ? sum : integer(String(BigInt(value) + BigInt(other)));
}

/** The product, without a lost digit. */
export function times(value: Integer, factor: Integer): Integer {
  const product = Number(value) * Number(factor);
  return Number.isSafeInteger(product) ? product : BigInt(value) * BigInt(factor);
}

/** An octal number of a key that must be there. */
export function octal(fields: Fields, key: string): number {
  return octalNumber(text(fields, key), key);
}

/** An octal number that the kernel bounds. */
export function octalNumber(value: string, name: string): number {
  if (!/^[0-7]{1,17}$/.test(value)) throw malformed(`"${name}" is "${value}", not octal`);
  return Number.parseInt(value, 8);
}

/** A hexadecimal number, with or without 0x. */
export function hex(value: string, name: string): bigint {
  if (!/^(0x)?[0-9a-f]+$/i.test(value)) throw malformed(`"${name}" is "${value}", not hexadecimal`);
  return BigInt(/^0x/i.test(value) ? value : `0x${value}`);
}

/** A hexadecimal number that the kernel bounds, of a key that must be there. */
export function hexadecimal(fields: Fields, key: string): number {
  const number = Number(bigHexadecimal(fields, key));
  if (!Number.isSafeInteger(number))
    throw malformed(`"${key}" is "${text(fields, key)}", more than was thought possible`);
  return number;
}

/** The same, of any size. */
export function bigHexadecimal(fields: Fields, key: string): bigint {
  return hex(text(fields, key), key);
}

/** 0 or 1 of a key that must be there. */
export function zeroOrOne(fields: Fields, key: string): boolean {
  const value = text(fields, key);
  if (value !== '0' && value !== '1') throw malformed(`"${key}" is "${value}", not 0 or 1`);
  return value === '1';
}

/** What `read` gives, or null where the kernel does not print that line. */
export function optional<T>(fields: Fields, key: string, read: (fields: Fields, key: string) => T): T | null {
  return fields.has(key) ? read(fields, key) : null;
}
