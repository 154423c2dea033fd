import { type IndexedKallsyms, type KallsymsIndex, namesLike } from '../procfs/kallsyms-index.ts';
import { allPositions, inBoth, type Positions } from './symbol-positions.ts';
import type { TextFilter } from './text-filter.ts';

/** Symbols by name. Bytes are compared as they are: upper and lower case differ. */
export class SymbolNames {
  readonly #bytes: Buffer;
  readonly #starts: Uint32Array;
  readonly #count: number;
  readonly #index: KallsymsIndex;
  #text: string | undefined;

  constructor({ table: { names, nameStarts, types }, index }: IndexedKallsyms) {
    this.#bytes = Buffer.from(names.buffer, names.byteOffset, names.length);
    this.#starts = nameStarts;
    this.#count = types.length;
    this.#index = index;
  }

  /** Bytes that are not UTF-8 become U+FFFD. */
  at(position: number): string {
    return this.#bytes.toString('utf8', this.#start(position), this.#end(position));
  }

  /** The positions of all that match. */
  matching({ equals, startsWith, contains }: TextFilter): Positions {
    const found: Positions[] = [];
    if (typeof equals === 'string') found.push(Uint32Array.from(this.#equal(Buffer.from(equals))));
    if (typeof startsWith === 'string') found.push(this.#search(startsWith, '\n'));
    if (typeof contains === 'string') found.push(this.#search(contains, ''));
    return found.length === 0 ? allPositions(this.#count) : found.reduce(inBoth);
  }

  /** The positions, ascending, of all that have the name of this one, itself included. */
  namesakes(position: number): Iterable<number> {
    return this.#equal(this.#bytes.subarray(this.#start(position), this.#end(position)));
  }

  /**
   * A name stands between two newlines: so one search over the text of all finds what only begins with `sought` when that
   * is led by one, and no match spans two names. The text has a character a byte: V8 searches it faster than Buffer does.
   */
  #search(sought: string, lead: '\n' | ''): Positions {
    if (sought.includes('\n')) return new Uint32Array();
    this.#text ??= this.#bytes.toString('latin1');
    const text = this.#text;
    const pattern = lead + Buffer.from(sought).toString('latin1');
    const found = new Uint32Array(this.#count);
    let length = 0;
    let position = 0;
    let at = text.indexOf(pattern);
    while (at >= 0 && at + lead.length < this.#start(this.#count)) {
      while (this.#start(position + 1) <= at + lead.length) position++;
      found[length++] = position;
      at = text.indexOf(pattern, this.#start(position + 1) - lead.length);
    }
    return found.subarray(0, length);
  }

  *#equal(name: Buffer): Generator<number> {
    for (const position of namesLike(this.#index, name)) {
      if (this.#bytes.compare(name, 0, name.length, this.#start(position), this.#end(position)) === 0) yield position;
    }
  }

  #start(position: number): number {
    return this.#starts[position] ?? this.#bytes.length;
  }

  #end(position: number): number {
    return this.#start(position + 1) - 1;
  }
}
