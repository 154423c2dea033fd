import { ProcfsError } from '../procfs/error.ts';
import type { IndexedKallsyms } from '../procfs/kallsyms-index.ts';
import { addressesOf, KernelSymbol, type SymbolColumns } from './kernel-symbol.ts';
import { SymbolAddresses } from './symbol-addresses.ts';
import { SymbolNames } from './symbol-names.ts';
import { only, type Positions } from './symbol-positions.ts';
import type { TextFilter } from './text-filter.ts';

interface Wanted {
  name: TextFilter;
  module: string;
  /** Of the kernel itself, or of modules. */
  inKernel: boolean;
  /** Letters of nm(1), any of them. */
  types: readonly string[];
}

/** All that is given must hold. */
export type SymbolFilter = { [K in keyof Wanted]?: Wanted[K] | null | undefined };

/** A symbol, and how many bytes after its address. */
export interface SymbolOffset {
  symbol: KernelSymbol;
  offset: bigint;
}

/** The symbols of the kernel and its modules, as they were when kallsyms was read. */
export class KernelSymbols {
  readonly count: number;
  readonly addressesHidden: boolean;
  readonly #columns: SymbolColumns;

  constructor(kallsyms: IndexedKallsyms) {
    const { table, index } = kallsyms;
    const addresses =
      table.addresses && index.byAddress
        ? new SymbolAddresses(table.addresses, index.byAddress, table)
        : new ProcfsError(
            'PERMISSION_DENIED',
            'kallsyms: the kernel hides the addresses of its symbols (kptr_restrict)',
          );
    this.count = table.types.length;
    this.addressesHidden = addresses instanceof ProcfsError;
    this.#columns = { table, names: new SymbolNames(kallsyms), addresses };
  }

  at(position: number): KernelSymbol {
    if (!Number.isInteger(position) || position < 0 || position >= this.count) {
      throw new RangeError(`there is no symbol ${position}: there are ${this.count}, from 0`);
    }
    return new KernelSymbol(this.#columns, position);
  }

  /** The positions, ascending, of all that match. */
  find({ name, module, inKernel, types }: SymbolFilter): Positions {
    const { table, names } = this.#columns;
    let found = names.matching(name ?? {});
    if (module != null) {
      const number = table.moduleNames.indexOf(module) + 1;
      found = only(found, (position) => number > 0 && table.modules[position] === number);
    }
    if (inKernel != null) found = only(found, (position) => (table.modules[position] === 0) === inKernel);
    if (types != null) {
      const isWanted = new Uint8Array(256);
      for (const type of types) if (type.length === 1) isWanted[type.charCodeAt(0)] = 1;
      found = only(found, (position) => isWanted[table.types[position] ?? 0] === 1);
    }
    return found;
  }

  /** The symbol that an address lies in, or null when it lies in none. Refused when the kernel hides addresses. */
  resolve(address: bigint): SymbolOffset | null {
    const addresses = addressesOf(this.#columns);
    const position = addresses.covering(address);
    return position === null ? null : { symbol: this.at(position), offset: address - addresses.at(position) };
  }
}
