import type { Kallsyms } from './kallsyms.ts';

/**
 * What finds symbols by their whole name and by address without looking at all. It takes as long to make as the table
 * itself, so the thread that parses makes it. Positions are those of the table.
 */
export interface KallsymsIndex {
  /** A hash table: the first link of each chain. A link is a position plus one; 0 ends the chain. */
  nameHeads: Uint32Array<ArrayBuffer>;
  /** For each position, the next link of its chain, which leads to a higher position. */
  nameLinks: Uint32Array<ArrayBuffer>;
  /** Positions by address, those of one address in order; without absolute symbols. Null where addresses are hidden. */
  byAddress: Uint32Array<ArrayBuffer> | null;
}

export interface IndexedKallsyms {
  table: Kallsyms;
  index: KallsymsIndex;
}

export function indexKallsyms(table: Kallsyms): KallsymsIndex {
  return { ...chainNames(table), byAddress: table.addresses && sortAddresses(table.addresses, table.types) };
}

/** What postMessage may move rather than copy. */
export function indexBuffers({ nameHeads, nameLinks, byAddress }: KallsymsIndex): ArrayBuffer[] {
  return [nameHeads, nameLinks, byAddress].flatMap((column) => column?.buffer ?? []);
}

/** The positions, ascending, whose names have the hash of this one. Others may be among them. */
export function* namesLike({ nameHeads, nameLinks }: KallsymsIndex, name: Uint8Array): Generator<number> {
  let link = nameHeads[hash(name, 0, name.length) & (nameHeads.length - 1)] ?? 0;
  while (link > 0) {
    yield link - 1;
    link = nameLinks[link - 1] ?? 0;
  }
}

/** Whether the value of a symbol with this letter is a mere number, or an offset in each processor's own memory. */
export function isAbsolute(type: number): boolean {
  return (type | 0x20) === 0x61;
}

/** Chains take a tenth of the time of a sort. */
function chainNames({ names, nameStarts, types }: Kallsyms): Pick<KallsymsIndex, 'nameHeads' | 'nameLinks'> {
  const nameHeads = new Uint32Array(2 ** Math.ceil(Math.log2(types.length + 1)));
  const nameLinks = new Uint32Array(types.length);
  for (let position = types.length - 1; position >= 0; position--) {
    const slot = hash(names, nameStarts[position] ?? 0, (nameStarts[position + 1] ?? 0) - 1) & (nameHeads.length - 1);
    nameLinks[position] = nameHeads[slot] ?? 0;
    nameHeads[slot] = position + 1;
  }
  return { nameHeads, nameLinks };
}

/** FNV-1a, its high bits folded into the low ones that choose the slot. */
function hash(bytes: Uint8Array, start: number, end: number): number {
  let value = 0x811c9dc5;
  for (let at = start; at < end; at++) value = Math.imul(value ^ (bytes[at] ?? 0), 0x01000193);
  return value ^ (value >>> 15);
}

/** The sort of an Array, unlike that of a typed array, is quick where it finds order. */
function sortAddresses(addresses: BigUint64Array, types: Uint8Array): Uint32Array<ArrayBuffer> {
  const placed: number[] = [];
  for (let position = 0; position < types.length; position++) {
    if (!isAbsolute(types[position] ?? 0)) placed.push(position);
  }
  placed.sort((one, other) => {
    const address = addresses[one] ?? 0n;
    const otherAddress = addresses[other] ?? 0n;
    return address < otherAddress ? -1 : address > otherAddress ? 1 : 0;
  });
  return Uint32Array.from(placed);
}
