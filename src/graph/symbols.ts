import { badInput, boundedText, shown } from '../bad-input.ts';
import { builder } from '../builder.ts';
import type { KernelSymbol } from '../model/kernel-symbol.ts';
import type { SymbolFilter as Filter, KernelSymbols } from '../model/kernel-symbols.ts';
import { firstIndex, type Positions } from '../model/symbol-positions.ts';
import type { PageOf } from '../page.ts';
import { connectionType, mostRows, numberCursor, pageArgs } from './connection.ts';
import { longestName, SymbolRef, symbolsOf } from './symbol.ts';
import { TextFilter } from './text-filter.ts';

const SymbolFilter = builder.inputRef<Filter>('SymbolFilter').implement({
  description: 'Which symbols: all that is given must hold.',
  fields: (t) => ({
    name: t.field({
      type: TextFilter,
      description: 'Name. Texts are at most 512 bytes. Source: kallsyms, third column.',
    }),
    module: t.string({ description: 'Name of the module. Source: kallsyms, in brackets.' }),
    inKernel: t.boolean({
      description: 'If true, of the kernel itself; if false, of modules. Source: kallsyms, whether there are brackets.',
    }),
    types: t.stringList({ description: 'Type is one of these letters of nm(1). Source: kallsyms, second column.' }),
  }),
});

const SymbolConnection = connectionType(SymbolRef);

builder.queryField('symbols', (t) =>
  t.field({
    type: SymbolConnection,
    nullable: true,
    args: {
      where: t.arg({ type: SymbolFilter, description: 'Which symbols. All, if not given.' }),
      ...pageArgs,
    },
    description:
      'The kernel’s symbols, 100,000 and more, in the order of the file: the kernel’s own by address, then those of modules. They are read again when the list of modules changes, and after a minute; pages of module symbols may shift then. Source: /proc/kallsyms.',
    resolve: async (_, { where, ...args }, { operation }) => {
      const filter = checked(where ?? {});
      const first = mostRows(args);
      const after = numberCursor(args);
      const symbols = await symbolsOf(operation);
      return pageOf(symbols, symbols.find(filter), first, after);
    },
  }),
);

function checked(filter: Filter): Filter {
  for (const [key, text] of Object.entries(filter.name ?? {})) {
    boundedText(`where.name.${key}`, text ?? '', longestName);
  }
  boundedText('where.module', filter.module ?? '', longestName);
  for (const type of filter.types ?? []) {
    if (!/^[!-~]$/.test(type)) throw badInput(`where.types must be letters, as "T", but one was ${shown(type)}`);
  }
  return filter;
}

function pageOf(
  symbols: KernelSymbols,
  found: Positions,
  first: number | null,
  after: number | null,
): PageOf<KernelSymbol> {
  const start = after === null ? 0 : firstIndex(found.length, (index) => (found[index] ?? 0) > after);
  const end = first === null ? found.length : Math.min(start + first, found.length);
  let rows: readonly KernelSymbol[] | undefined;
  return {
    /** Who wants the total alone does not wait for 100,000 rows. */
    get rows() {
      rows ??= Array.from(found.subarray(start, end), (position) => symbols.at(position));
      return rows;
    },
    totalCount: found.length,
    hasPreviousPage: start > 0,
    hasNextPage: end < found.length,
    cursorOf: ({ position }) => String(position),
  };
}
