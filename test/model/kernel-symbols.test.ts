import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { KernelSymbols, type SymbolFilter } from '../../src/model/kernel-symbols.ts';
import { kallsymsBuffers, parseKallsyms } from '../../src/procfs/kallsyms.ts';
import { indexBuffers, indexKallsyms } from '../../src/procfs/kallsyms-index.ts';

function indexed(bytes: Buffer) {
  const table = parseKallsyms(bytes);
  return { table, index: indexKallsyms(table) };
}
const symbolsOf = (text: string) => new KernelSymbols(indexed(Buffer.from(text)));

/** Invented; the modules are out of order, as the kernel prints them. */
const kernel = symbolsOf(`0000000000000000 A fixed_percpu_data
0000000000002000 A __per_cpu_end
ffffffff81000000 D data_start
ffffffff81000000 t local_first
ffffffff81000000 T _text
ffffffff81000000 T _stext
ffffffff81000040 t init_once
ffffffff81000090 t init_once
ffffffff81000100 W __weak_init
ffffffff81000100 t __local_init
ffffffff81000ff0 T _etext
ffffffff82000000 D __start_rodata
ffffffff82600000 R __end_rodata
ffffffffc0a01000 t init_once	[nf_tables]
ffffffffc0a01080 T nft_init	[nf_tables]
ffffffffc0201000 t ftrace_trampoline	[__builtin__ftrace]
ffffffffc0301000 t init_once	[bpf]
ffffffffc0301000 t other_name	[bpf]
`);
const names = (filter: SymbolFilter) => Array.from(kernel.find(filter), (position) => kernel.at(position).name);

test('a symbol says all of its line', () => {
  const { position, name, letter, type, module, address, size } = kernel.at(14);
  assert.deepEqual(
    { position, name, letter, type, module, address, size },
    {
      position: 14,
      name: 'nft_init',
      letter: 'T',
      type: 'text, exported',
      module: 'nf_tables',
      address: 0xffffffffc0a01080n,
      size: null,
    },
  );
  assert.equal(kernel.at(2).module, null);
  assert.equal(kernel.at(2).type, 'data, global');
});

test('the ordinal counts one name within one module', () => {
  const positions = [...kernel.find({ name: { equals: 'init_once' } })];
  assert.deepEqual(positions, [6, 7, 13, 16]);
  assert.deepEqual(
    positions.map((position) => kernel.at(position).ordinal),
    [1, 2, 1, 1],
  );
});

for (const [situation, position, size] of [
  ['up to the next address', 6, 0x50n],
  ['past the names that share its address', 2, 0x40n],
  ['of data, however long', 11, 0x600000n],
  ['within a module, whatever the order of the file', 13, 0x80n],
  ['unknown before another module', 15, null],
  ['unknown of the last of the kernel', 12, null],
  ['unknown of the very last', 14, null],
  ['unknown of an absolute symbol', 1, null],
] as const) {
  test(`the size is ${situation}`, () => assert.equal(kernel.at(position).size, size));
}

for (const position of [-1, 18, 0.5, Number.NaN]) {
  test(`there is no symbol ${position}`, () =>
    assert.throws(() => kernel.at(position), { name: 'RangeError', message: /there are 18, from 0/ }));
}

for (const [situation, filter, expected] of [
  ['an exact name', { name: { equals: '_text' } }, ['_text']],
  ['an exact name that begins another', { name: { equals: '_tex' } }, []],
  ['the empty name', { name: { equals: '' } }, []],
  [
    'a prefix',
    { name: { startsWith: '__' } },
    ['__per_cpu_end', '__weak_init', '__local_init', '__start_rodata', '__end_rodata'],
  ],
  ['a part', { name: { contains: 'rodata' } }, ['__start_rodata', '__end_rodata']],
  ['a part that occurs twice in a name counts once', { name: { contains: 'a' }, types: ['R'] }, ['__end_rodata']],
  ['a whole name as part', { name: { contains: 'nft_init' } }, ['nft_init']],
  ['the last name', { name: { contains: 'other_name' } }, ['other_name']],
  ['another case', { name: { contains: 'INIT' } }, []],
  ['what would span two names', { name: { contains: '_text\n_stext' } }, []],
  ['the separator', { name: { contains: '\n' } }, []],
  ['a prefix that is a separator', { name: { startsWith: '\n' } }, []],
  ['signs of a regular expression', { name: { contains: '.*' } }, []],
  ['a zero byte', { name: { contains: '\0' } }, []],
  ['10,000 characters', { name: { contains: '_'.repeat(10_000), startsWith: '_'.repeat(10_000) } }, []],
  ['prefix and part', { name: { startsWith: '__', contains: 'init' } }, ['__weak_init', '__local_init']],
  ['all three', { name: { equals: '_text', startsWith: '_', contains: 'ex' } }, ['_text']],
  ['three that no name satisfies', { name: { equals: '_text', startsWith: '_', contains: 'x_' } }, []],
  ['a module', { module: 'nf_tables' }, ['init_once', 'nft_init']],
  ['a module that is not loaded', { module: 'ext4' }, []],
  ['the kernel itself', { inKernel: true, name: { equals: 'init_once' } }, ['init_once', 'init_once']],
  [
    'all modules',
    { inKernel: false, name: { contains: 'o' }, types: ['t'] },
    ['init_once', 'ftrace_trampoline', 'init_once', 'other_name'],
  ],
  ['a module of the kernel itself', { inKernel: true, module: 'bpf' }, []],
  ['types', { types: ['R', 'W'] }, ['__weak_init', '__end_rodata']],
  ['no type', { types: [] }, []],
  ['a type that is not a letter', { types: ['RW', '', '\u0154'] }, []],
  [
    'nulls',
    { name: { equals: null, startsWith: '_st', contains: null }, module: null, inKernel: null, types: null },
    ['_stext'],
  ],
] satisfies [string, SymbolFilter, string[]][]) {
  test(`finds ${situation}`, () => assert.deepEqual(names(filter), expected));
}

test('without a condition finds all, also by an empty prefix or part', () => {
  for (const filter of [{}, { name: {} }, { name: { startsWith: '' } }, { name: { contains: '' } }]) {
    assert.deepEqual(
      [...kernel.find(filter)],
      Array.from({ length: 18 }, (_, position) => position),
    );
  }
});

for (const [situation, address, expected] of [
  ['where a function begins', 0xffffffff81000040n, ['init_once', 0n]],
  ['within a function', 0xffffffff8100008fn, ['init_once', 0x4fn]],
  ['of four names: the first global text', 0xffffffff81000001n, ['_text', 1n]],
  ['of two names: weak is global', 0xffffffff81000100n, ['__weak_init', 0n]],
  ['of two names of one rank: the first', 0xffffffffc0301002n, ['init_once', 2n]],
  ['far within data', 0xffffffff825fffffn, ['__start_rodata', 0x5fffffn]],
  ['in a module', 0xffffffffc0a0107fn, ['init_once', 0x7fn]],
  ['in the last page of a module', 0xffffffffc0201fffn, ['ftrace_trampoline', 0xfffn]],
  ['past that page', 0xffffffffc0202000n, null],
  ['between the kernel and its modules', 0xffffffffa0000000n, null],
  ['after the end of text, far before data', 0xffffffff81800000n, null],
  ['after all', 0xffffffffffffffffn, null],
  ['before all, past absolute symbols', 0xffff888000000000n, null],
  ['of an absolute symbol', 0x2000n, null],
  ['0', 0n, null],
  ['below 0', -1n, null],
  ['of 65 bits', 0x1ffffffff81000040n, null],
] as const) {
  test(`resolves an address ${situation}`, () => {
    const found = kernel.resolve(address);
    assert.deepEqual(found && [found.symbol.name, found.offset], expected);
  });
}

test('hidden addresses: names are found, addresses refused', () => {
  const hidden = symbolsOf('0000000000000000 T _text\n0000000000000000 t init_once\t[bpf]\n');
  assert.equal(hidden.addressesHidden, true);
  assert.deepEqual([...hidden.find({ name: { contains: 'init' } })], [1]);
  const symbol = hidden.at(1);
  assert.deepEqual([symbol.name, symbol.module, symbol.ordinal], ['init_once', 'bpf', 1]);
  for (const refused of [() => symbol.address, () => symbol.size])
    assert.throws(refused, { reason: 'PERMISSION_DENIED' });
  assert.throws(() => hidden.resolve(0n), { reason: 'PERMISSION_DENIED', message: /kptr_restrict/ });
});

test('no symbols', () => {
  const none = symbolsOf('');
  assert.equal(none.addressesHidden, false);
  for (const name of [{}, { equals: '' }, { startsWith: '' }, { contains: '' }]) {
    assert.deepEqual(none.find({ name }), new Uint32Array());
  }
  assert.equal(none.resolve(0xffffffff81000000n), null);
});

test('any names: what is found is what a scan of strings finds', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '_', '.', 'é', '\u{1f427}'), maxLength: 5 });
  fc.assert(
    fc.property(fc.array(text.filter(Boolean)), text, text, text, (all, equals, startsWith, contains) => {
      const symbols = symbolsOf(all.map((name) => `1 t ${name}\n`).join(''));
      const expect = (name: SymbolFilter['name'], matches: (name: string) => boolean) =>
        assert.deepEqual(
          [...symbols.find({ name })],
          [...all.keys()].filter((position) => matches(all[position] ?? '')),
        );
      expect({ equals }, (name) => name === equals);
      expect({ startsWith }, (name) => name.startsWith(startsWith));
      expect({ contains }, (name) => name.includes(contains));
      expect({ startsWith, contains }, (name) => name.startsWith(startsWith) && name.includes(contains));
    }),
  );
});

test('this kernel', async (t) => {
  const bytes = readFileSync('/proc/kallsyms');
  const lines = bytes.toString().trimEnd().split('\n');
  const { table, index } = indexed(bytes);
  const symbols = new KernelSymbols({ table, index });
  const nameOf = (line: string) => line.slice(line.indexOf(' ') + 3).split('\t')[0] ?? '';

  await t.test('a symbol a line', () => {
    assert.equal(symbols.count, lines.length);
    assert.equal(symbols.find({}).length, lines.length);
  });

  await t.test('at most 80 bytes a symbol', () => {
    const buffers = [...kallsymsBuffers(table), ...indexBuffers(index)];
    const total = buffers.reduce((sum, buffer) => sum + buffer.byteLength, 0);
    assert.ok(total < 80 * lines.length, `${total} bytes of ${lines.length} symbols`);
  });

  for (const part of ['_', 'init', 'x86', '__pfx_', 'sched_', 'read_msr', 'zzzz']) {
    await t.test(`as many names contain ${part} as grep would count`, () => {
      const expected = lines.flatMap((line, position) => (nameOf(line).includes(part) ? [position] : []));
      assert.deepEqual([...symbols.find({ name: { contains: part } })], expected);
    });
  }

  await t.test('name, module and ordinal are a key', () => {
    const keys = new Set<string>();
    for (let position = 0; position < symbols.count; position++) {
      const { name, module, ordinal } = symbols.at(position);
      keys.add(`${name}\t${module}\t${ordinal}`);
    }
    assert.equal(keys.size, symbols.count);
  });

  await t.test('the address of each text symbol resolves to that address, or all are refused', () => {
    const text = symbols.find({ types: ['T', 't'] });
    assert.ok(text.length > 0);
    if (symbols.addressesHidden) {
      assert.throws(() => symbols.resolve(0n), { reason: 'PERMISSION_DENIED' });
      return;
    }
    const wrong = [...text].filter((position) => {
      const { address } = symbols.at(position);
      const found = symbols.resolve(address);
      return found?.offset !== 0n || found.symbol.address !== address;
    });
    assert.deepEqual(wrong, []);
  });
});
