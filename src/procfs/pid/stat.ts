import { malformed } from '../error.ts';
import { type Integer, wholeNumber } from '../text.ts';

const open = 0x28;
const close = 0x29;
const space = 0x20;
const newline = 0x0a;

/** The name may hold anything, ") R 1 (" too: it ends at the last parenthesis of the file. */
export function parseStat(bytes: Buffer): Stat {
  return new Stat(bytes);
}

/**
 * Status of a process or thread: /proc/[pid]/stat, proc_pid_stat(5). Times in clock ticks, sizes as the kernel prints them.
 * A field that this kernel does not print is null. Each becomes a number when it is asked for: of thousands of processes,
 * a list wants some of the fifty. Without ptrace permission the kernel prints 1 for startcode.
 */
export class Stat {
  readonly #bytes: Buffer;
  /** Where the columns end that follow the name, the first of them being that of the name itself. */
  readonly #ends: Uint16Array;
  readonly #nameStart: number;
  readonly #nameEnd: number;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.#nameStart = bytes.indexOf(open) + 1;
    this.#nameEnd = bytes.lastIndexOf(close);
    if (this.#nameStart === 0 || this.#nameEnd < this.#nameStart) throw malformed('no name in parentheses');
    if (bytes.length > longest) throw malformed('it is longer than any line of stat');
    this.#ends = columnEnds(bytes, this.#nameEnd + 1);
    const last = this.#ends.length + 1;
    if (last < lastOfOld) throw malformed(`it ends before field ${last + 1}`);
  }

  get pid(): number {
    return Number(wholeNumber(this.#bytes, 0, this.#nameStart - 2));
  }

  /** The name, as bytes: any, 15 of a user process, 63 of a kernel thread. */
  get comm(): Buffer {
    return this.#bytes.subarray(this.#nameStart, this.#nameEnd);
  }

  /** One letter. */
  get state(): string {
    return String.fromCharCode(this.#bytes[this.#nameEnd + 2] ?? 0);
  }

  get ppid(): number {
    return this.#small(4);
  }

  get pgrp(): number {
    return this.#small(5);
  }

  get session(): number {
    return this.#small(6);
  }

  get ttyNr(): number {
    return this.#small(7);
  }

  get tpgid(): number {
    return this.#small(8);
  }

  get flags(): number {
    return this.#small(9);
  }

  get minflt(): Integer {
    return this.#integer(10);
  }

  get cminflt(): Integer {
    return this.#integer(11);
  }

  get majflt(): Integer {
    return this.#integer(12);
  }

  get cmajflt(): Integer {
    return this.#integer(13);
  }

  get utime(): Integer {
    return this.#integer(14);
  }

  get stime(): Integer {
    return this.#integer(15);
  }

  get cutime(): Integer {
    return this.#integer(16);
  }

  get cstime(): Integer {
    return this.#integer(17);
  }

  get priority(): number {
    return this.#small(18);
  }

  get nice(): number {
    return this.#small(19);
  }

  get numThreads(): number {
    return this.#small(20);
  }

  /** Ticks after boot. With the pid, the identity of a process. */
  get starttime(): Integer {
    return this.#integer(22);
  }

  /** Bytes. */
  get vsize(): Integer {
    return this.#integer(23);
  }

  /** Pages. */
  get rss(): Integer {
    return this.#integer(24);
  }

  /** Bytes; 2^64-1 is unlimited. */
  get rsslim(): Integer | null {
    return this.#integerOrNull(25);
  }

  get startcode(): Integer | null {
    return this.#integerOrNull(26);
  }

  get endcode(): Integer | null {
    return this.#integerOrNull(27);
  }

  get startstack(): Integer | null {
    return this.#integerOrNull(28);
  }

  get kstkesp(): Integer | null {
    return this.#integerOrNull(29);
  }

  get kstkeip(): Integer | null {
    return this.#integerOrNull(30);
  }

  get wchan(): Integer | null {
    return this.#integerOrNull(35);
  }

  get exitSignal(): number | null {
    return this.#smallOrNull(38);
  }

  get processor(): number | null {
    return this.#smallOrNull(39);
  }

  get rtPriority(): number | null {
    return this.#smallOrNull(40);
  }

  get policy(): number | null {
    return this.#smallOrNull(41);
  }

  /** Ticks; 0 unless delay accounting is on. */
  get delayacctBlkioTicks(): Integer | null {
    return this.#integerOrNull(42);
  }

  get guestTime(): Integer | null {
    return this.#integerOrNull(43);
  }

  get cguestTime(): Integer | null {
    return this.#integerOrNull(44);
  }

  get startData(): Integer | null {
    return this.#integerOrNull(45);
  }

  get endData(): Integer | null {
    return this.#integerOrNull(46);
  }

  get startBrk(): Integer | null {
    return this.#integerOrNull(47);
  }

  get argStart(): Integer | null {
    return this.#integerOrNull(48);
  }

  get argEnd(): Integer | null {
    return this.#integerOrNull(49);
  }

  get envStart(): Integer | null {
    return this.#integerOrNull(50);
  }

  get envEnd(): Integer | null {
    return this.#integerOrNull(51);
  }

  get exitCode(): number | null {
    return this.#smallOrNull(52);
  }

  #integerOrNull(field: number): Integer | null {
    const start = this.#ends[field - 3];
    const end = this.#ends[field - 2];
    return start === undefined || end === undefined ? null : wholeNumber(this.#bytes, start + 1, end, `field ${field}`);
  }

  #integer(field: number): Integer {
    return present(this.#integerOrNull(field), field);
  }

  #smallOrNull(field: number): number | null {
    const value = this.#integerOrNull(field);
    if (typeof value === 'bigint') throw malformed(`field ${field} is ${value}, more than was thought possible`);
    return value;
  }

  #small(field: number): number {
    return present(this.#smallOrNull(field), field);
  }
}

function present<T>(value: T | null, field: number): T {
  if (value === null) throw malformed(`it ends before field ${field}`);
  return value;
}

/** What every kernel prints since Linux 2.6, up to rss. */
const lastOfOld = 24;

/** The last that procql knows of; newer kernels may print more. */
const lastKnown = 52;

/** Bytes of a line that its offsets have room for: a real one has a few hundred. */
const longest = 0xffff;

function columnEnds(bytes: Buffer, start: number): Uint16Array {
  const ends = new Uint16Array(lastKnown - 1);
  ends[0] = start;
  let count = 1;
  for (let at = start + 1; at < bytes.length && count < ends.length; at++) {
    const byte = bytes[at];
    if (byte === space || byte === newline) ends[count++] = at;
  }
  if (count < ends.length && bytes[bytes.length - 1] !== newline) ends[count++] = bytes.length;
  return count === ends.length ? ends : ends.subarray(0, count);
}
