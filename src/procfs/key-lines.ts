import { malformed } from './error.ts';
import { hex, type Integer, octalNumber, small, timesKilo, wholeNumber } from './text.ts';

const tab = 0x09;
const newline = 0x0a;
const space = 0x20;
const unit = Buffer.from(' kB');

/** The keys that a file may have, in the order in which the kernel prints them. */
export class Keys<Key extends string> {
  readonly prefixes: readonly Buffer[];
  readonly places: ReadonlyMap<Key, number>;

  constructor(...keys: Key[]) {
    this.prefixes = keys.map((key) => Buffer.from(`${key}:`));
    this.places = new Map(keys.map((key, place) => [key, place]));
  }
}

/**
 * A `Key:\tvalue` file read where it lies: one pass notes where each value is, and only what is asked for becomes a
 * number. Less than half the time of a map of strings, for what is read of every process. A key counts at the start of
 * a line only, in any order; unknown ones are ignored, of a repeated one the first counts. One that is not there is null.
 */
export class KeyLines<Key extends string> {
  readonly #bytes: Buffer;
  #text: string | undefined;
  readonly #places: ReadonlyMap<Key, number>;
  /** Where the value of each key starts and ends, two numbers a key. 0 where there is none. */
  readonly #spans: readonly number[];

  constructor(bytes: Buffer, keys: Keys<Key>) {
    this.#bytes = bytes;
    this.#places = keys.places;
    this.#spans = spans(bytes, keys.prefixes);
  }

  bytes(key: Key): Buffer | null {
    const start = this.#start(key);
    return start === 0 ? null : this.#bytes.subarray(start, this.#end(key));
  }

  /** A byte is a character. */
  text(key: Key): string | null {
    const start = this.#start(key);
    if (start === 0) return null;
    this.#text ??= this.#bytes.toString('latin1');
    return this.#text.slice(start, this.#end(key));
  }

  words(key: Key): string[] | null {
    return this.text(key)?.split(' ').filter(Boolean) ?? null;
  }

  integer(key: Key): Integer | null {
    const start = this.#start(key);
    return start === 0 ? null : wholeNumber(this.#bytes, start, this.#end(key), key);
  }

  /** A number that the kernel bounds. */
  number(key: Key): number | null {
    const value = this.integer(key);
    return value === null ? null : bounded(value, key);
  }

  /** The same, of a key that must be there. */
  required(key: Key): number {
    const value = this.number(key);
    if (value === null) throw malformed(`no "${key}" line`);
    return value;
  }

  /** Numbers with one tab or space between them, perhaps none. */
  numbers(key: Key): number[] | null {
    const start = this.#start(key);
    if (start === 0) return null;
    const end = this.#end(key);
    const numbers: number[] = [];
    let from = start;
    for (let at = start; at <= end; at++) {
      if (at < end && this.#bytes[at] !== tab && this.#bytes[at] !== space) continue;
      if (at > from) numbers.push(bounded(wholeNumber(this.#bytes, from, at, key), key));
      from = at + 1;
    }
    return numbers;
  }

  /** 0 or 1. */
  boolean(key: Key): boolean | null {
    const value = this.integer(key);
    if (value === null) return null;
    if (value !== 0 && value !== 1) throw malformed(`"${key}" is "${value}", not 0 or 1`);
    return value === 1;
  }

  octal(key: Key): number | null {
    const value = this.text(key);
    return value === null ? null : octalNumber(value, key);
  }

  /** Hexadecimal, with or without 0x. */
  mask(key: Key): bigint | null {
    const start = this.#start(key);
    if (start === 0) return null;
    const end = this.#end(key);
    let value = start === end ? Number.NaN : 0;
    for (let at = start; at < end; at++) value = value * 16 + hexDigit(this.#bytes[at] ?? 0);
    return value <= Number.MAX_SAFE_INTEGER ? BigInt(value) : hex(this.text(key) ?? '', key);
  }

  /** A `1234 kB` line, in bytes. */
  kilobytes(key: Key): Integer | null {
    let start = this.#start(key);
    if (start === 0) return null;
    const end = this.#end(key);
    while (this.#bytes[start] === space) start++;
    const digitsEnd = end - unit.length;
    if (startsWith(this.#bytes, digitsEnd, unit)) return timesKilo(wholeNumber(this.#bytes, start, digitsEnd, key));
    throw malformed(`"${key}" is "${this.text(key)}", not a number of kB`);
  }

  #start(key: Key): number {
    return this.#spans[2 * (this.#places.get(key) ?? -1)] ?? 0;
  }

  #end(key: Key): number {
    return this.#spans[2 * (this.#places.get(key) ?? -1) + 1] ?? 0;
  }
}

/** A kernel that prints keys in the order given, or leaves some out, costs one comparison a line. */
function spans(bytes: Buffer, prefixes: readonly Buffer[]): number[] {
  const found = new Array<number>(2 * prefixes.length).fill(0);
  let expected = 0;
  let end: number;
  for (let at = 0; at < bytes.length; at = end + 1) {
    const place = placeOf(bytes, at, prefixes, expected);
    const prefix = prefixes[place];
    let start = at + (prefix?.length ?? 0);
    if (prefix && bytes[start] === tab) start++;
    end = start;
    while (end < bytes.length && bytes[end] !== newline) end++;
    if (prefix === undefined) continue;
    expected = place + 1;
    if (found[2 * place] !== 0) continue;
    found[2 * place] = start;
    found[2 * place + 1] = end;
  }
  return found;
}

function placeOf(bytes: Buffer, at: number, prefixes: readonly Buffer[], expected: number): number {
  for (let place = expected; place < prefixes.length; place++) if (startsWith(bytes, at, prefixes[place])) return place;
  for (let place = 0; place < expected; place++) if (startsWith(bytes, at, prefixes[place])) return place;
  return -1;
}

function startsWith(bytes: Buffer, at: number, prefix: Buffer | undefined): boolean {
  if (prefix === undefined) return false;
  for (let index = 0; index < prefix.length; index++) if (bytes[at + index] !== prefix[index]) return false;
  return true;
}

function bounded(value: Integer, key: string): number {
  return typeof value === 'bigint' ? small(`${value}`, key) : value;
}

/** NaN for what is not one. */
function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : Number.NaN;
}
