import type { OwnSecrets } from '../model/own-secrets.ts';
import type { OpenFile } from '../procfs/open-file.ts';
import type { Start } from './last-lines.ts';
import { type Line, LineSplitter } from './lines.ts';

/** What can happen to a file that is followed. */
export const fileEvents = {
  SHORTENED: { description: 'Of the last lines that were asked for, only those in the last 16 MiB follow.' },
  TRUNCATED: { description: 'The file was cut short or written anew: what follows is read from its start.' },
  HOLE: {
    description:
      'The file begins with zeros, as one does that was cut short while a process writes on: they are left out.',
  },
  REOPENED: {
    description:
      'The descriptor leads to another file now: what follows is read from the start of that. Where it leads is looked at once a second.',
  },
  CLOSED: {
    description:
      'The process has closed the descriptor, or is gone, or the descriptor leads to what is not followed, like a pipe: all that was written has been given.',
  },
} as const;

type FileEvent = keyof typeof fileEvents;

/** Lines, and what happened after them, if anything did. */
export interface FileLines {
  lines: readonly Line[];
  event: FileEvent | null;
  /** How much of the file was lost or left out by the event, as far as is known. */
  droppedBytes: number;
}

/** What a line, or an event, takes beside its text. */
const overheadBytes = 100;

/** About how many bytes of memory it takes to keep them. */
export function keptSize({ lines }: FileLines): number {
  return lines.reduce((sum, { text }) => sum + text.length + overheadBytes, overheadBytes);
}

/** Less, and asking the reader thread again and again takes longer than reading. */
const pieceBytes = 1 << 18;
const mostLines = 1000;

/** So many of the last bytes read are read again, to see that they are what they were. */
const jointBytes = 64;

/** Reads a file on and on, from some place, as it grows: until it is cut short, or written anew. */
export class FileTail {
  readonly #file: OpenFile;
  readonly #secrets: OwnSecrets;
  #lines: LineSplitter;
  #offset: number;
  #joint: Buffer | undefined;
  #size: number;
  #isHole: boolean;
  #isShortened: boolean;

  /** The file is known to have been so large. */
  constructor(file: OpenFile, { offset, isShortened = false }: Start, secrets: OwnSecrets, size = 0) {
    this.#file = file;
    this.#secrets = secrets;
    this.#isShortened = isShortened;
    this.#offset = offset;
    this.#size = size;
    this.#isHole = offset === 0;
    this.#lines = new LineSplitter(offset, secrets);
  }

  /** Where the line begins that was not given yet. */
  get place(): number {
    return this.#lines.offset;
  }

  get size(): number {
    return this.#size;
  }

  /** The file was seen to be so large: if it is cut before it is read, so much was there. */
  grow(size: number): void {
    this.#size = Math.max(this.#size, size);
  }

  /** The two have read the same, and what they give next is the same. */
  isWith(other: FileTail): boolean {
    return (
      this.#offset === other.#offset &&
      this.place === other.place &&
      this.#isHole === other.#isHole &&
      this.#joint !== undefined &&
      other.#joint?.equals(this.#joint) === true
    );
  }

  /** Gives all that stands in the file now, some of it at a time. If it was cut, that is given last, and nothing ever after. */
  async *read(): AsyncGenerator<FileLines> {
    if (this.#isShortened) yield { lines: [], event: 'SHORTENED', droppedBytes: 0 };
    this.#isShortened = false;
    for (let size = Number.POSITIVE_INFINITY, isFirst = true; this.#offset < size; isFirst = false) {
      const before = Math.min(this.#offset, jointBytes);
      const piece = await this.#file.read(this.#offset - before, before + pieceBytes);
      if (isFirst) size = piece.size;
      if (piece.size < this.#offset || !this.#fits(piece.bytes)) {
        yield { lines: this.rest(), event: 'TRUNCATED', droppedBytes: Math.max(0, this.#size - this.#offset) };
        return;
      }
      const fresh = piece.bytes.subarray(before);
      this.#size = piece.size;
      this.#offset += fresh.length;
      this.#joint = Buffer.from(piece.bytes.subarray(-jointBytes));
      if (fresh.length === 0) break;
      yield* this.#isHole ? this.#afterHole(fresh) : inBatches(this.#lines.feed(fresh));
    }
  }

  /** The line that was not finished. */
  rest(): Line[] {
    return this.#lines.rest();
  }

  /** Zeros may be room that was reserved for what is written later: if what was read last ends with one, it may change. */
  #fits(bytes: Buffer): boolean {
    const joint = this.#joint;
    return joint === undefined || joint.at(-1) === 0 || bytes.subarray(0, joint.length).equals(joint);
  }

  /** Who writes on where it was, after the file was cut to nothing, leaves a hole before that. */
  *#afterHole(fresh: Buffer): Generator<FileLines> {
    const length = zeros(fresh);
    const start = this.#offset - fresh.length + length;
    this.#lines = new LineSplitter(start, this.#secrets);
    if (length === fresh.length) return;
    this.#isHole = false;
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
