const newline = 10;

/** The records of a file that may have 100,000 of them: each is parsed when it is asked for. */
export class Records<T> {
  readonly #bytes: Buffer;
  readonly #starts: readonly number[];
  readonly #parse: (bytes: Buffer) => T;

  /** A record reaches from where it starts to where the next one does. */
  constructor(bytes: Buffer, starts: readonly number[], parse: (bytes: Buffer) => T) {
    this.#bytes = bytes;
    this.#starts = starts;
    this.#parse = parse;
  }

  get length(): number {
    return this.#starts.length;
  }

  /** Throws the ProcfsError if the bytes of this record are not what the format says. */
  at(index: number): T {
    return this.#parse(this.#bytes.subarray(this.#starts[index], this.#starts[index + 1]));
  }

  *[Symbol.iterator](): Generator<T> {
    for (let index = 0; index < this.length; index++) yield this.at(index);
  }
}

/** Where lines start: those of which `isWanted` holds, given the first byte. */
export function lineStarts(bytes: Buffer, isWanted: (first: number) => boolean = () => true): number[] {
  const starts: number[] = [];
  let end: number;
  for (let at = 0; at < bytes.length; at = end + 1) {
    end = bytes.indexOf(newline, at);
    if (end < 0) end = bytes.length;
    if (isWanted(bytes[at] ?? newline)) starts.push(at);
  }
  return starts;
}
