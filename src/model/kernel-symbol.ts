import { ProcfsError } from '../procfs/error.ts';
import type { Kallsyms } from '../procfs/kallsyms.ts';
import type { SymbolAddresses } from './symbol-addresses.ts';
import type { SymbolNames } from './symbol-names.ts';
import { isGlobal, symbolTypeWords } from './symbol-type.ts';

/** Where a KernelSymbol finds what it says. */
export interface SymbolColumns {
  table: Kallsyms;
  names: SymbolNames;
  /** Or why there are none: one error for all, because 100,000 may be thrown. */
  addresses: SymbolAddresses | ProcfsError;
}

/** A handle on one symbol of the kernel or of a module. */
export class KernelSymbol {
  /** The name of its GraphQL type. */
  readonly typeName = 'Symbol';
  /** The number of its line in kallsyms, from 0. */
  readonly position: number;
  readonly #columns: SymbolColumns;

  constructor(columns: SymbolColumns, position: number) {
    this.#columns = columns;
    this.position = position;
  }

  get name(): string {
    return this.#columns.names.at(this.position);
  }

  /** The type, a letter of nm(1). */
  get letter(): string {
    return String.fromCharCode(this.#columns.table.types[this.position] ?? 0);
  }

  /** The type in words. Null when the letter is not a known one. */
  get type(): string | null {
    return symbolTypeWords(this.letter, this.module !== null);
  }

  /** Null when the type does not say. */
  get isGlobal(): boolean | null {
    return isGlobal(this.letter, this.module !== null);
  }

  /** Null for the kernel itself. */
  get module(): string | null {
    const { modules, moduleNames } = this.#columns.table;
    return moduleNames[(modules[this.position] ?? 0) - 1] ?? null;
  }

  /** Refused when the kernel hides addresses. */
  get address(): bigint {
    return addressesOf(this.#columns).at(this.position);
  }

  /** Bytes, padding included: the distance to the next higher address of the same module. Null when that is unknown. */
  get size(): bigint | null {
    return addressesOf(this.#columns).sizeAt(this.position);
  }

  /** 1 for the first of its name in its module, in the order of the file: what livepatch calls sympos. */
  get ordinal(): number {
    const { modules } = this.#columns.table;
    let ordinal = 1;
    for (const position of this.#columns.names.namesakes(this.position)) {
      if (position === this.position) break;
      if (modules[position] === modules[this.position]) ordinal++;
    }
    return ordinal;
  }
}

/** Throws the ProcfsError that says why there are none. */
export function addressesOf({ addresses }: SymbolColumns): SymbolAddresses {
  if (addresses instanceof ProcfsError) throw addresses;
  return addresses;
}
