import { ProcfsError } from '../procfs/error.ts';
import type { KernelSymbol } from './kernel-symbol.ts';
import type { KernelSymbols } from './kernel-symbols.ts';

/** How the kernel names a function. */
export interface SymbolMention {
  name: string;
  /** Null for the kernel itself, and where the kernel does not say. */
  module: string | null;
  /** Bytes. Null where the kernel does not say. */
  size: bigint | null;
}

/** The symbol that is meant. Throws the ProcfsError that says why there is none: symbols share names. */
export function namedSymbol(symbols: KernelSymbols, { name, module, size }: SymbolMention): KernelSymbol {
  const namesakes = Array.from(symbols.find({ name: { equals: name }, module }), (position) => symbols.at(position));
  const inPlace = preferred(namesakes, (symbol) => symbol.module === module);
  const functions = preferred(inPlace, ({ letter }) => /[tw]/i.test(letter));
  const fitting =
    size === null || symbols.addressesHidden ? functions : preferred(functions, (symbol) => symbol.size === size);
  const [found, another] = fitting;
  if (found === undefined) throw new ProcfsError('NOT_FOUND', `kallsyms: there is no ${name}`);
  if (another === undefined) return found;
  throw new ProcfsError('AMBIGUOUS', `kallsyms: ${fitting.length} symbols are called ${name}`);
}

/** Those for which it holds, or all if it holds for none. */
function preferred<T>(all: readonly T[], holds: (item: T) => boolean): readonly T[] {
  const some = all.filter(holds);
  return some.length === 0 ? all : some;
}
