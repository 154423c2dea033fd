import { closeSync, openSync, readSync } from 'node:fs';
import { Status } from './batch.ts';
import { errnoOf } from './failure.ts';

/** What held files share: where they are read to, and how many more of them may be kept open. */
export interface Holding {
  scratch: Buffer;
  room: number;
}

/** By so much a file may become longer without another buffer for what it says. */
const spareBytes = 64;

/**
 * A file of procfs that the kernel prints in one piece, read again and again. Kept open, it is the same process's each
 * time: the read fails once that is gone, and the path is tried anew, which may be a successor's.
 */
export class HeldFile {
  readonly #path: string;
  #fd: number | undefined;
  /** What it said last, and room for what it says when that is a little longer. */
  #bytes: Buffer = Buffer.alloc(0);
  #length = 0;
  #status: number | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  /** What it said last, until it is read again. Nothing, if its status is not ok. */
  get last(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  /** A `Status`, or an errno, which is negative. */
  get status(): number {
    return this.#status ?? Status.skipped;
  }

  /** Whether it says something else than last time. */
  read(holding: Holding): boolean {
    let length = 0;
    let status: number = Status.ok;
    try {
      length = this.#fill(holding);
    } catch (error) {
      status = errnoOf(error);
      this.close(holding);
    }
    const { scratch } = holding;
    const isSame = status === this.#status && scratch.compare(this.#bytes, 0, this.#length, 0, length) === 0;
    if (isSame) return false;
    if (length > this.#bytes.length) this.#bytes = Buffer.allocUnsafeSlow(length + spareBytes);
    scratch.copy(this.#bytes, 0, 0, length);
    this.#length = length;
    this.#status = status;
    return true;
  }

  close(holding: Holding): void {
    if (this.#fd === undefined) return;
    closeSync(this.#fd);
    this.#fd = undefined;
    holding.room++;
  }

  #fill(holding: Holding): number {
    if (this.#fd === undefined) return this.#open(holding);
    try {
      return readAll(this.#fd, holding);
    } catch {
      this.close(holding);
      return this.#open(holding);
    }
  }

  #open(holding: Holding): number {
    const fd = openSync(this.#path, 'r');
    if (holding.room > 0) {
      this.#fd = fd;
      holding.room--;
      return readAll(fd, holding);
    }
    try {
      return readAll(fd, holding);
    } finally {
      closeSync(fd);
    }
  }
}

/** A read that leaves room has all of it, as it is now. */
function readAll(fd: number, holding: Holding): number {
  for (;;) {
    const length = readSync(fd, holding.scratch, 0, holding.scratch.length, 0);
    if (length < holding.scratch.length) return length;
    holding.scratch = Buffer.alloc(2 * holding.scratch.length);
  }
}
