import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KernelSymbol } from '../../src/model/kernel-symbol.ts';
import { KernelSymbols } from '../../src/model/kernel-symbols.ts';
import { openMachine } from '../../src/model/machine.ts';
import { SymbolsCache } from '../../src/model/symbols-cache.ts';
import { ask } from '../ask.ts';
import { makeMount } from '../mount.ts';

const mount = await makeMount({
  kallsyms: `ffffffff81000000 T _text
ffffffff81000040 t init_once
ffffffff81000090 t init_once
ffffffff81000100 W __weak_init
ffffffff82000000 D __start.rodata*
ffffffffc0a01000 t init_once	[nf_tables]
ffffffffc0a01080 T nft_init	[nf_tables]
ffffffffc0301000 t bpf_prog_6deef7357e7b4530	[bpf]
`,
});

interface Page {
  nodes: { id: string; name: string; address: string | null }[];
  totalCount: number;
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
}

async function symbols(args: string, selection: string, on: Parameters<typeof ask>[1] = { mount }): Promise<Page> {
  const { data, errors } = await ask(`{ symbols${args} { ${selection} } }`, on);
  assert.equal(errors, undefined);
  return (data as { symbols: Page }).symbols; // as asked for
}

for (const [situation, where, expected] of [
  ['the whole name', 'name: { equals: "init_once" }', ['init_once', 'init_once', 'init_once']],
  ['its start', 'name: { startsWith: "__" }', ['__weak_init', '__start.rodata*']],
  ['a part', 'name: { contains: "ft_" }', ['nft_init']],
  ['all of them', 'name: { startsWith: "n", contains: "_", equals: "nft_init" }', ['nft_init']],
  ['another case', 'name: { contains: "INIT" }', []],
  ['signs of a pattern, as they are', 'name: { contains: "t.rodata*" }', ['__start.rodata*']],
  ['signs of a pattern, that no name has', 'name: { contains: "^_.*(a+)+$" }', []],
  ['a zero byte', 'name: { contains: "init\\u0000" }', []],
  ['512 bytes', `name: { contains: "${'é'.repeat(256)}" }`, []],
  ['a module', 'module: "nf_tables"', ['init_once', 'nft_init']],
  ['a module that is not loaded', 'module: "ext4"', []],
  ['the kernel itself', 'inKernel: true, types: ["t", "W"]', ['init_once', 'init_once', '__weak_init']],
  ['modules', 'inKernel: false', ['init_once', 'nft_init', 'bpf_prog_6deef7357e7b4530']],
  ['types', 'types: ["T", "D"]', ['_text', '__start.rodata*', 'nft_init']],
  ['no type', 'types: []', []],
  ['nulls', 'name: { equals: null, contains: "x" }, module: null, inKernel: null, types: null', ['_text']],
] as const) {
  test(`where: ${situation}`, async () => {
    const { nodes, totalCount } = await symbols(`(where: { ${where} })`, 'nodes { name } totalCount');
    assert.deepEqual(
      nodes.map(({ name }) => name),
      expected,
    );
    assert.equal(totalCount, expected.length);
  });
}

for (const [situation, args, names, pageInfo] of [
  ['the first page', '(first: 2)', ['_text', 'init_once'], [true, false, '0', '1']],
  ['the next', '(first: 2, after: "1")', ['init_once', '__weak_init'], [true, true, '2', '3']],
  ['the last', '(first: 2, after: "5")', ['nft_init', 'bpf_prog_6deef7357e7b4530'], [false, true, '6', '7']],
  ['less than a page', '(first: 2, after: "6")', ['bpf_prog_6deef7357e7b4530'], [false, true, '7', '7']],
  ['behind the last', '(after: "7")', [], [false, true, null, null]],
  ['far behind', '(after: "999999999999999")', [], [false, true, null, null]],
  ['no rows', '(first: 0)', [], [true, false, null, null]],
  ['of what was found', '(first: 1, after: "1", where: { types: ["t"] })', ['init_once'], [true, true, '2', '2']],
  [
    'behind a row that is not among it',
    '(first: 1, after: "3", where: { types: ["t"] })',
    ['init_once'],
    [true, true, '5', '5'],
  ],
] as const) {
  test(`a page: ${situation}`, async () => {
    const page = await symbols(args, 'nodes { name } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }');
    assert.deepEqual(
      page.nodes.map(({ name }) => name),
      names,
    );
    const { hasNextPage, hasPreviousPage, startCursor, endCursor } = page.pageInfo;
    assert.deepEqual([hasNextPage, hasPreviousPage, startCursor, endCursor], pageInfo);
  });
}

test('only the rows of the page are made, and none for the total', async () => {
  const opened = await openMachine(mount);
  let made = 0;
  class Counted extends KernelSymbols {
    override at(position: number): KernelSymbol {
      made++;
      return super.at(position);
    }
  }
  const counted = new Counted(await opened.proc.kernelSymbols());
  class Ready extends SymbolsCache {
    override async get(): Promise<KernelSymbols> {
      return counted;
    }
  }
  const machine = { ...opened, symbols: new Ready(opened.proc, () => 0) };
  const { totalCount } = await symbols('', 'totalCount pageInfo { hasNextPage }', { machine });
  assert.deepEqual([totalCount, made], [8, 0]);
  await symbols('(first: 3, after: "2")', 'nodes { name } edges { cursor } pageInfo { endCursor }', { machine });
  assert.equal(made, 3);
});

for (const [situation, args, message] of [
  [
    '10 kB',
    `where: { name: { startsWith: "${'_'.repeat(10_000)}" } }`,
    `where.name.startsWith must be at most 512 bytes long, but has 10000: "${'_'.repeat(100)}"…`,
  ],
  [
    'a module of 513 bytes',
    `where: { module: "${'a'.repeat(513)}" }`,
    `where.module must be at most 512 bytes long, but has 513: "${'a'.repeat(100)}"…`,
  ],
  ['two letters at once', 'where: { types: ["T", "tw"] }', 'where.types must be letters, as "T", but one was "tw"'],
  ['an empty letter', 'where: { types: [""] }', 'where.types must be letters, as "T", but one was ""'],
  ['another list’s cursor', 'after: "pid:1"', 'after must be a cursor of this list, but was "pid:1"'],
  [
    'an endless cursor',
    `after: "${'1'.repeat(1000)}"`,
    `after must be a cursor of this list, but was "${'1'.repeat(100)}"…`,
  ],
  ['less than nothing', 'first: -1', 'first must be a whole number from 0 to 2147483647, but was -1'],
] as const) {
  test(`refuses ${situation}`, async () => {
    const { errors } = await ask(`{ symbols(${args}) { totalCount } }`, { mount });
    assert.deepEqual(
      errors?.map(({ message, extensions }) => [message, extensions?.code]),
      [[message, 'BAD_USER_INPUT']],
    );
  });
}

test('this kernel', async (t) => {
  const machine = await openMachine('/proc');

  await t.test('through all pages each symbol comes once', async () => {
    const ids = new Set<string>();
    let rows = 0;
    let page: Page | undefined;
    do {
      const after = page ? `, after: "${page.pageInfo.endCursor}"` : '';
      page = await symbols(`(first: 20000${after})`, 'nodes { id } totalCount pageInfo { hasNextPage endCursor }', {
        machine,
      });
      for (const { id } of page.nodes) ids.add(id);
      rows += page.nodes.length;
    } while (page.pageInfo.hasNextPage);
    assert.ok(rows > 1000);
    assert.equal(rows, page.totalCount);
    assert.equal(ids.size, rows);
  });

  await t.test('an address leads to the symbol that is there, or the response says why not', async () => {
    const where = '(where: { types: ["T"], inKernel: true }, first: 200)';
    const { nodes } = await symbols(where, 'nodes { name address }', { machine });
    const fields = nodes.map(
      ({ address }, at) => `at${at}: symbolAt(address: "${address ?? '0x1'}") { symbol { address } offset }`,
    );
    const { data, extensions } = await ask(`{ ${fields.join(' ')} }`, { machine });
    if (nodes.some(({ address }) => address === null)) {
      const nulls = [{ field: 'Query.symbolAt', reason: 'PERMISSION_DENIED', count: nodes.length }];
      assert.deepEqual(extensions, { procfs: { nulls } });
      t.diagnostic('this kernel hides addresses from who runs the tests: kptr_restrict');
      return;
    }
    assert.deepEqual(
      Object.values(data ?? {}),
      nodes.map(({ address }) => ({ symbol: { address }, offset: 0 })),
    );
  });
});
