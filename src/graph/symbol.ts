import { boundedText } from '../bad-input.ts';
import { builder } from '../builder.ts';
import { KernelSymbol } from '../model/kernel-symbol.ts';
import type { KernelSymbols, SymbolOffset } from '../model/kernel-symbols.ts';
import type { Operation } from '../model/operation.ts';
import { symbolId } from '../model/symbol-identity.ts';
import { Node } from './node.ts';

/** What the kernel has room for: 512 bytes since Linux 6.1, 128 before. */
export const longestName = 512;

export const SymbolRef = builder.objectType(KernelSymbol, {
  name: 'Symbol',
  description: 'A name in the kernel or in a module: of a function or of data. Source: /proc/kallsyms.',
  interfaces: [Node],
  fields: (t) => ({
    id: t.id({
      description:
        'Identity across requests: boot id, module, name, and which of the symbols with that name in that module. It stays while the module is loaded. Source: kallsyms.',
      resolve: (symbol, _, { operation }) => `Symbol:${symbolId(operation.machine, symbol)}`,
    }),
    name: t.exposeString('name', {
      description:
        'The name; others may have it too. Bytes that are not UTF-8 become U+FFFD. Source: kallsyms, third column.',
    }),
    letter: t.exposeString('letter', {
      description:
        'The type, a letter as of nm(1): `T` is global text, `t` local text, `d` local data. Source: kallsyms, second column.',
    }),
    type: t.exposeString('type', {
      nullable: true,
      description:
        'The type in words: "text, global", or of a module’s symbol "text, exported". Null for a letter that nm(1) does not know. Source: kallsyms, second column.',
    }),
    isGlobal: t.exposeBoolean('isGlobal', {
      nullable: true,
      description:
        'Whether all of the kernel may use the name, not only the file that it stands in. Null where the letter does not say: of a weak symbol, and of a module’s, whose `type` tells what is exported. Source: kallsyms, case of the letter.',
    }),
    module: t.exposeString('module', {
      nullable: true,
      description:
        'The module that it belongs to; `bpf` and names that begin with `__builtin__` stand for code made while the kernel runs. Null for the kernel itself. Source: kallsyms, in brackets.',
    }),
    address: t.expose('address', {
      type: 'Address',
      nullable: true,
      description:
        'Where it is. Null where the kernel hides addresses: see proc_sys_kernel(5), kptr_restrict. Source: kallsyms, first column.',
    }),
    size: t.expose('size', {
      type: 'BigInt',
      nullable: true,
      description:
        'Bytes from its address to the next higher one of the same module, padding included: the kernel tells no sizes. Null for the last, for one that is no place in the kernel, and where addresses are hidden. Source: kallsyms, first column.',
    }),
  }),
});

const SymbolOffsetRef = builder.objectRef<SymbolOffset>('SymbolOffset').implement({
  description: 'A place in the kernel, as a stack trace names it: symbol+offset.',
  fields: (t) => ({
    symbol: t.field({
      type: SymbolRef,
      description: 'The symbol that it lies in. Of several at one address: text before data, global before local.',
      resolve: ({ symbol }) => symbol,
    }),
    offset: t.expose('offset', {
      type: 'BigInt',
      description: 'How far it is behind the address of the symbol, bytes.',
    }),
  }),
});

builder.queryFields((t) => ({
  symbol: t.field({
    type: SymbolRef,
    nullable: true,
    args: {
      name: t.arg.string({
        required: true,
        description: 'The whole name, at most 512 bytes. Upper and lower case differ.',
      }),
      module: t.arg.string({ description: 'Name of the module. Any, and the kernel itself first, if not given.' }),
    },
    description:
      'The first kernel symbol with this name. Names repeat: `symbols(where: { name: { equals: … } })` gives all. Null if there is none. Source: /proc/kallsyms.',
    resolve: async (_, { name, module }, { operation }) => {
      boundedText('name', name, longestName);
      boundedText('module', module ?? '', longestName);
      const symbols = await symbolsOf(operation);
      const [first] = symbols.find({ name: { equals: name }, module });
      return first === undefined ? null : symbols.at(first);
    },
  }),
  symbolAt: t.field({
    type: SymbolOffsetRef,
    nullable: true,
    args: { address: t.arg({ type: 'Address', required: true, description: 'An address in the kernel.' }) },
    description:
      'The kernel symbol that an address lies in. Null if it lies in none, and where the kernel hides addresses. Source: /proc/kallsyms.',
    resolve: async (_, { address }, { operation }) => (await symbolsOf(operation)).resolve(address),
  }),
}));

/** The symbols of the kernel, the same throughout an operation. Throws the ProcfsError. */
export async function symbolsOf(operation: Operation): Promise<KernelSymbols> {
  await operation.load([], ['symbols']);
  return operation.table('symbols');
}
