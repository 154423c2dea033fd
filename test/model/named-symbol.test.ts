import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KernelSymbols } from '../../src/model/kernel-symbols.ts';
import { namedSymbol, type SymbolMention } from '../../src/model/named-symbol.ts';
import { parseKallsyms } from '../../src/procfs/kallsyms.ts';
import { indexKallsyms } from '../../src/procfs/kallsyms-index.ts';

const text = `ffffffff81000000 T _text
ffffffff81000040 t init_once
ffffffff81000090 t init_once
ffffffff81000100 t init_once
ffffffff81000150 d twice
ffffffff81000190 t twice
ffffffff82000000 R __end_rodata
ffffffffc0a01000 t init_once	[nf_tables]
ffffffffc0a01080 T nft_init	[nf_tables]
ffffffffc0301000 t bpf_prog_4242	[bpf]
`;

function symbolsOf(kallsyms: string): KernelSymbols {
  const table = parseKallsyms(Buffer.from(kallsyms));
  return new KernelSymbols({ table, index: indexKallsyms(table) });
}

const shown = symbolsOf(text);
const hidden = symbolsOf(text.replaceAll(/^\w{16}/gm, '0'.repeat(16)));
const find = (symbols: KernelSymbols, mention: Partial<SymbolMention>) =>
  namedSymbol(symbols, { name: 'init_once', module: null, size: null, ...mention }).position;

for (const [situation, mention, position] of [
  ['the only one of its name', { name: '_text' }, 0],
  ['of a name in the kernel and in a module, that of the kernel', { name: 'twice', size: 0x40n }, 5],
  ['of three, the one whose size fits', { size: 0x70n }, 2],
  ['the one of the module', { module: 'nf_tables' }, 7],
  ['code made while the kernel runs, which stacks show without a module', { name: 'bpf_prog_4242' }, 9],
  ['the only one of its name, though the size differs', { name: 'nft_init', module: 'nf_tables', size: 1n }, 8],
  ['a function before data', { name: 'twice' }, 5],
] as const) {
  test(situation, () => assert.equal(find(shown, mention), position));
}

test('of three with sizes, two fit', () => {
  assert.throws(() => find(shown, { size: 0x50n }), {
    reason: 'AMBIGUOUS',
    message: 'kallsyms: 2 symbols are called init_once',
  });
});

test('of three, none fits', () => {
  assert.throws(() => find(shown, { size: 1n }), {
    reason: 'AMBIGUOUS',
    message: 'kallsyms: 3 symbols are called init_once',
  });
});

test('no size is known', () => assert.throws(() => find(shown, {}), { reason: 'AMBIGUOUS' }));

test('no such name, and none in that module', () => {
  assert.throws(() => find(shown, { name: 'nothing' }), {
    reason: 'NOT_FOUND',
    message: 'kallsyms: there is no nothing',
  });
  assert.throws(() => find(shown, { name: '_text', module: 'nf_tables' }), { reason: 'NOT_FOUND' });
});

test('where the kernel hides addresses, a name of one symbol is enough', () => {
  assert.equal(find(hidden, { name: '_text', size: 0x40n }), 0);
  assert.throws(() => find(hidden, { size: 0x70n }), { reason: 'AMBIGUOUS' });
});
