import type { OpenFile } from '../procfs/open-file.ts';
import { type Line, LineSplitter } from './lines.ts';

/** What can happen to a file that is followed. */
export const fileEvents = {
  SHORTENED: { description: 'Of the last lines that were asked for, only those in the last 16 MiB follow.' },
  TRUNCATED: { description: 'The file was cut short or written anew: what follows is read from its start.' },
  HOLE: { description: 'After it was cut short the file began with zeros that nobody wrote: they are left out.' },
  REOPENED: { description: 'The descriptor leads to another file now: what follows is read from the start of that.' },
  CLOSED: { description: 'The process has closed the descriptor, or is gone; all that was written has been given.' },
} as const;

type FileEvent = keyof typeof fileEvents;

/** Lines, and what happened after them, if anything did. */
export interface FileLines {
  lines: readonly Line[];
  event: FileEvent | null;
  /** How much of the file was lost or left out by the event, as far as is known. */
  droppedBytes: number;
}

const pieceBytes = 65_536;
const mostLines = 1000;

/** So many of the last bytes read are read again, to see that they are what they were. */
const jointBytes = 64;

/** Reads a file on and on, from some place, as it grows. */
export class FileTail {
  readonly #file: OpenFile;
  #lines: LineSplitter;
  #offset: number;
  #joint: Buffer = Buffer.alloc(0);
  #size = 0;
  #isHole = false;

  constructor(file: OpenFile, offset: number) {
    this.#file = file;
    this.#offset = offset;
    this.#lines = new LineSplitter(offset);
  }

  get file(): OpenFile {
    return this.#file;
  }

  /** Gives all that stands in the file now, some of it at a time. */
  async *read(): AsyncGenerator<FileLines> {
    for (let size = Number.POSITIVE_INFINITY, isFirst = true; this.#offset < size; isFirst = false) {
      const piece = await this.#file.read(this.#offset - this.#joint.length, this.#joint.length + pieceBytes);
      if (isFirst) size = piece.size;
      if (piece.size < this.#offset || !this.#fits(piece.bytes)) {
        yield this.#startAnew();
        size = piece.size;
        continue;
      }
      const fresh = piece.bytes.subarray(this.#joint.length);
      if (fresh.length === 0) break;
      this.#size = piece.size;
      this.#offset += fresh.length;
      this.#joint = Buffer.from(piece.bytes.subarray(-jointBytes));
      yield* this.#isHole ? this.#afterHole(fresh) : inBatches(this.#lines.feed(fresh));
    }
  }

  /** The line that was not finished. */
  rest(): Line[] {
    return this.#lines.rest();
  }

  /** Zeros may be room that was reserved for what is written later: if what was read last ends with one, it may change. */
  #fits(bytes: Buffer): boolean {
    return this.#joint.at(-1) === 0 || bytes.subarray(0, this.#joint.length).equals(this.#joint);
  }

  #startAnew(): FileLines {
    const lost = Math.max(0, this.#size - this.#offset);
    const lines = this.#lines.rest();
    this.#offset = 0;
    this.#joint = Buffer.alloc(0);
    this.#isHole = true;
    this.#lines = new LineSplitter(0);
    return { lines, event: 'TRUNCATED', droppedBytes: lost };
  }

  /** Who writes on where it was, after the file was cut to nothing, leaves a hole before that. */
  *#afterHole(fresh: Buffer): Generator<FileLines> {
    const length = zeros(fresh);
    if (length === fresh.length) return;
    const start = this.#offset - fresh.length + length;
    this.#isHole = false;
    this.#lines = new LineSplitter(start);
    if (start > 0) yield { lines: [], event: 'HOLE', droppedBytes: start };
    yield* inBatches(this.#lines.feed(fresh.subarray(length)));
  }
}

/** How many zeros the bytes begin with. */
function zeros(bytes: Buffer): number {
  let count = 0;
  while (bytes[count] === 0) count++;
  return count;
}

function* inBatches(lines: Iterable<Line>): Generator<FileLines> {
  let batch: Line[] = [];
  for (const line of lines) {
    batch.push(line);
    if (batch.length < mostLines) continue;
    yield { lines: batch, event: null, droppedBytes: 0 };
    batch = [];
  }
  if (batch.length > 0) yield { lines: batch, event: null, droppedBytes: 0 };
}
