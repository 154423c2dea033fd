import type { Kallsyms } from '../procfs/kallsyms.ts';
import { isAbsolute } from '../procfs/kallsyms-index.ts';
import { firstIndex } from './symbol-positions.ts';
import { isText, symbolTypeRank } from './symbol-type.ts';

/** Protections are set by page, on every machine 4 KiB or a multiple: the rest of a page belongs to the same module. */
const pageBytes = 4096n;

/** More than any function; the padding between two sections of text is more than this. */
const longestText = 0x40000n;

/** Symbols by address. Absolute symbols have no place in their order. */
export class SymbolAddresses {
  readonly #addresses: BigUint64Array;
  readonly #types: Uint8Array;
  readonly #modules: Uint16Array;
  readonly #order: Uint32Array;

  constructor(addresses: BigUint64Array, order: Uint32Array, { types, modules }: Kallsyms) {
    this.#addresses = addresses;
    this.#order = order;
    this.#types = types;
    this.#modules = modules;
  }

  at(position: number): bigint {
    return this.#addresses[position] ?? 0n;
  }

  /** The distance to the next higher address. Null when that is another module's or nobody's, and for absolute symbols. */
  sizeAt(position: number): bigint | null {
    if (isAbsolute(this.#types[position] ?? 0)) return null;
    const address = this.at(position);
    const next = this.#sharing(this.#firstAbove(address));
    const sameModule = next.find((other) => this.#modules[other] === this.#modules[position]);
    return sameModule === undefined ? null : this.at(sameModule) - address;
  }

  /**
   * The position of the symbol that an address lies in. Of several with that address: text before data, then global before
   * local, then the first of the file. Null for what lies past the page of a symbol whose size is unknown, in a gap of
   * the text, or before all symbols: the nearest name would be that of something else.
   */
  covering(address: bigint): number | null {
    const nearest = this.#order[this.#firstAbove(address) - 1];
    if (nearest === undefined) return null;
    const start = this.at(nearest);
    const named = this.#sharing(this.#firstAbove(start - 1n));
    const best = named.reduce((first, other) => (this.#rank(other) > this.#rank(first) ? other : first));
    return address - start < this.#reach(best) ? best : null;
  }

  #reach(position: number): bigint {
    const size = this.sizeAt(position);
    if (size === null) return pageBytes - (this.at(position) % pageBytes);
    return isText(this.#letter(position)) && size > longestText ? longestText : size;
  }

  /** The symbols that have the address of the one at this index of the order. None past its end. */
  #sharing(index: number): Uint32Array {
    const first = this.#order[index];
    return this.#order.subarray(index, first === undefined ? index : this.#firstAbove(this.at(first)));
  }

  #firstAbove(address: bigint): number {
    return firstIndex(this.#order.length, (index) => this.at(this.#order[index] ?? 0) > address);
  }

  #rank(position: number): number {
    return symbolTypeRank(this.#letter(position));
  }

  #letter(position: number): string {
    return String.fromCharCode(this.#types[position] ?? 0);
  }
}
