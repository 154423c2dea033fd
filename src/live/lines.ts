import { isAscii } from 'node:buffer';
import type { OwnSecrets } from '../model/own-secrets.ts';

/** A line as a process wrote it, or a piece of one. */
export interface Line {
  /** Without its line feed, and the carriage return before that. What is not UTF-8 becomes U+FFFD. */
  text: string;
  /** Where it begins in the file, in bytes. */
  offset: number;
  /** Too long for one: the next line is its continuation. */
  cut: boolean;
  /** Its line feed was never written. */
  partial: boolean;
}

/** A longer line comes in pieces. */
export const longestLine = 65_536;

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/**
 * Makes lines of bytes that come in pieces: a line is given once its end is there. Neither a character is ever divided,
 * nor a secret of the server's.
 */
export class LineSplitter {
  #held: Buffer = Buffer.alloc(0);
  #offset: number;
  readonly #secrets: OwnSecrets;

  /** `offset` is where the first byte stands in the file. */
  constructor(offset: number, secrets: OwnSecrets) {
    this.#offset = offset;
    this.#secrets = secrets;
  }

  /** Where the line begins that is not given yet. */
  get offset(): number {
    return this.#offset;
  }

  *feed(fresh: Buffer): Generator<Line> {
    const bytes = this.#held.length === 0 ? fresh : Buffer.concat([this.#held, fresh]);
    const text = decoder(bytes);
    let searchFrom = this.#held.length;
    let start = 0;
    this.#held = Buffer.alloc(0);
    for (;;) {
      const feed = bytes.indexOf(lineFeed, searchFrom);
      const end = withoutReturn(bytes, start, feed < 0 ? bytes.length : feed);
      while (end - start > longestLine) {
        const whole = start + characters(bytes.subarray(start, start + longestLine));
        const cut = this.#secrets.cutBefore(bytes, start, whole);
        yield this.#line(text(start, cut), cut - start, true);
        start = cut;
      }
      if (feed < 0) break;
      yield this.#line(text(start, end), feed + 1 - start, false);
      start = feed + 1;
      searchFrom = start;
    }
    this.#held = Buffer.from(bytes.subarray(start));
  }

  /** The line whose end is not there yet. Given up: what comes next begins a new one. */
  rest(): Line[] {
    if (this.#held.length === 0) return [];
    const line = this.#line(this.#held.toString(), this.#held.length, false);
    this.#held = Buffer.alloc(0);
    return [{ ...line, partial: true }];
  }

  #line(text: string, length: number, cut: boolean): Line {
    const offset = this.#offset;
    this.#offset += length;
    return { text, offset, cut, partial: false };
  }
}

/** Decodes a part of the bytes. Where each is a character, all at once: a line then costs a slice, not a call. */
function decoder(bytes: Buffer): (start: number, end: number) => string {
  if (!isAscii(bytes)) return (start, end) => bytes.toString('utf8', start, end);
  const text = bytes.toString('latin1');
  return (start, end) => text.slice(start, end);
}

function withoutReturn(bytes: Buffer, start: number, end: number): number {
  return end > start && bytes[end - 1] === carriageReturn ? end - 1 : end;
}

/** How many of the bytes are whole characters; all of them, if they are not UTF-8 at the end anyway. */
function characters(bytes: Buffer): number {
  for (let back = 1; back <= 3; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte >= 0xc0) return byte >= leads(back) ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** The least first byte of a character that has more than so many bytes. */
function leads(bytes: number): number {
  return bytes === 1 ? 0xc0 : bytes === 2 ? 0xe0 : 0xf0;
}
