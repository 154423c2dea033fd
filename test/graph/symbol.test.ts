import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openMachine } from '../../src/model/machine.ts';
import { SymbolsCache } from '../../src/model/symbols-cache.ts';
import { ask, fixture } from '../ask.ts';
import { addFiles, makeMount } from '../mount.ts';

const kallsyms = `0000000000000000 A fixed_percpu_data
ffffffff81000000 T _text
ffffffff81000000 t local_first
ffffffff81000040 t init_once
ffffffff81000090 t init_once
ffffffff81000100 W __weak_init
ffffffff82000000 ? \xff\xe9
ffffffffc0a01000 t init_once	[nf_tables]
ffffffffc0a01080 T nft_init	[nf_tables]
`;
const bootId = '00000000-0000-4000-8000-000000000000';
const mount = await makeMount({ kallsyms });
const all = 'id name letter type isGlobal module address size';

test('a symbol of the kernel', async () => {
  assert.deepEqual(await ask(`{ symbol(name: "_text") { ${all} } }`, { mount }), {
    data: {
      symbol: {
        id: `Symbol:${bootId}:1::_text`,
        name: '_text',
        letter: 'T',
        type: 'text, global',
        isGlobal: true,
        module: null,
        address: '0xffffffff81000000',
        size: 64,
      },
    },
  });
});

test('a symbol of a module, the last one: its size is unknown', async () => {
  assert.deepEqual(await ask(`{ symbol(name: "nft_init") { ${all} } }`, { mount }), {
    data: {
      symbol: {
        id: `Symbol:${bootId}:1:nf_tables:nft_init`,
        name: 'nft_init',
        letter: 'T',
        type: 'text, exported',
        isGlobal: null,
        module: 'nf_tables',
        address: '0xffffffffc0a01080',
        size: null,
      },
    },
  });
});

test('of a name that repeats, the first; of a module, that one’s', async () => {
  const { data } = await ask(
    `{
      any: symbol(name: "init_once") { address }
      ofModule: symbol(name: "init_once", module: "nf_tables") { address }
      ofNone: symbol(name: "_text", module: "nf_tables") { address }
      none: symbol(name: "init_twice") { address }
      start: symbol(name: "init") { address }
      nul: symbol(name: "_text\\u0000") { address }
    }`,
    { mount },
  );
  assert.deepEqual(data, {
    any: { address: '0xffffffff81000040' },
    ofModule: { address: '0xffffffffc0a01000' },
    ofNone: null,
    none: null,
    start: null,
    nul: null,
  });
});

test('a letter that nm does not know, and bytes that are not UTF-8', async () => {
  const { data } = await ask('{ symbols(where: { types: ["?"] }) { nodes { name letter type isGlobal } } }', { mount });
  const node = { name: '\ufffd\ufffd', letter: '?', type: null, isGlobal: null };
  assert.deepEqual(data, { symbols: { nodes: [node] } });
});

test('the symbol that an address lies in', async () => {
  const { data, extensions } = await ask(
    `{
      start: symbolAt(address: "0xffffffff81000040") { symbol { name } offset }
      within: symbolAt(address: "0xFFFFFFFF8100013f") { symbol { name } offset }
      ofTwo: symbolAt(address: "0xffffffff81000001") { symbol { name } offset }
      none: symbolAt(address: "0x0") { symbol { name } offset }
    }`,
    { mount },
  );
  assert.deepEqual(data, {
    start: { symbol: { name: 'init_once' }, offset: 0 },
    within: { symbol: { name: '__weak_init' }, offset: 63 },
    ofTwo: { symbol: { name: '_text' }, offset: 1 },
    none: null,
  });
  assert.equal(extensions, undefined);
});

test('hidden addresses: names remain, each null is counted, a look-up by address is refused', async () => {
  const hidden = await makeMount({ kallsyms: kallsyms.replace(/^[0-9a-f]{16}/gm, '0'.repeat(16)) });
  const { data, extensions } = await ask(
    `{
      symbols(where: { name: { equals: "init_once" } }) { nodes { name address size } }
      symbolAt(address: "0xffffffff81000040") { offset }
    }`,
    { mount: hidden },
  );
  const node = { name: 'init_once', address: null, size: null };
  assert.deepEqual(data, { symbols: { nodes: [node, node, node] }, symbolAt: null });
  assert.deepEqual(extensions, {
    procfs: {
      nulls: [
        { field: 'Query.symbolAt', reason: 'PERMISSION_DENIED', count: 1 },
        { field: 'Symbol.address', reason: 'PERMISSION_DENIED', count: 3 },
        { field: 'Symbol.size', reason: 'PERMISSION_DENIED', count: 3 },
      ],
    },
  });
});

test('a kernel without kallsyms: null, and the response says why', async () => {
  const { data, errors, extensions } = await ask(
    `{
      symbol(name: "_text") { name }
      symbols { totalCount }
      symbolAt(address: "0xffffffff81000040") { offset }
      node(id: "Symbol:${bootId}:1::_text") { id }
    }`,
    { mount: await makeMount({}) },
  );
  assert.equal(errors, undefined);
  assert.deepEqual(data, { symbol: null, symbols: null, symbolAt: null, node: null });
  const nulls = ['symbol', 'symbols', 'symbolAt', 'node'].map((name) => ({
    field: `Query.${name}`,
    reason: 'UNSUPPORTED',
    count: 1,
  }));
  const { procfs } = extensions as { procfs: { nulls: typeof nulls } }; // as `execute` makes them
  assert.deepEqual(new Set(procfs.nulls), new Set(nulls));
});

test('an id leads back to its symbol, also when a module that was loaded meanwhile has moved it', async () => {
  let time = 0;
  const tree = await makeMount({ kallsyms, modules: '' });
  const opened = await openMachine(tree);
  const machine = { ...opened, symbols: new SymbolsCache(opened.proc, () => time) };
  const query = '{ symbols(where: { module: "nf_tables" }) { totalCount edges { cursor node { id name } } } }';
  const before = await ask(query, { machine });
  const moved = kallsyms.replace(/^.*\[nf_tables\]$/m, 'ffffffffc0301000 t init_once\t[nft_ct]\n$&');
  await addFiles(tree, { kallsyms: moved, modules: 'nft_ct 24576 0 - Live 0xffffffffc0301000\n' });
  time += 1000;
  const after = await ask(query, { machine });
  assert.deepEqual(cursorsAndIds(before), [
    ['7', `Symbol:${bootId}:1:nf_tables:init_once`],
    ['8', `Symbol:${bootId}:1:nf_tables:nft_init`],
  ]);
  assert.deepEqual(cursorsAndIds(after), [
    ['8', `Symbol:${bootId}:1:nf_tables:init_once`],
    ['9', `Symbol:${bootId}:1:nf_tables:nft_init`],
  ]);

  const found = await ask(
    `{
      here: node(id: "Symbol:${bootId}:1:nf_tables:nft_init") { ... on Symbol { name address } }
      gone: node(id: "Symbol:${bootId}:9:nf_tables:nft_init") { id }
      earlier: node(id: "Symbol:${bootId.replace('4', '5')}:1:nf_tables:nft_init") { id }
    }`,
    { machine },
  );
  assert.deepEqual(found, {
    data: { here: { name: 'nft_init', address: '0xffffffffc0a01080' }, gone: null, earlier: null },
  });
});

function cursorsAndIds({ data }: Awaited<ReturnType<typeof ask>>) {
  const { symbols } = data as { symbols: { edges: { cursor: string; node: { id: string } }[] } }; // as asked for
  return symbols.edges.map(({ cursor, node }) => [cursor, node.id]);
}

for (const [situation, field, message] of [
  [
    'a name of 10 kB',
    `symbol(name: "${'_'.repeat(10_000)}") { id }`,
    `name must be at most 512 bytes long, but has 10000: "${'_'.repeat(100)}"…`,
  ],
  [
    'a module of 513 bytes',
    `symbol(name: "a", module: "${'é'.repeat(256)}x") { id }`,
    `module must be at most 512 bytes long, but has 513: "${'é'.repeat(100)}"…`,
  ],
  ['no id', `node(id: "Symbol:_text") { id }`, `id must be one that an answer gave, but was "Symbol:_text"`],
] as const) {
  test(`refuses ${situation}`, async () => {
    const { errors } = await ask(`{ ${field} }`, { mount });
    assert.deepEqual(
      errors?.map(({ message, extensions }) => [message, extensions?.code]),
      [[message, 'BAD_USER_INPUT']],
    );
  });
}

test('refuses what is no address', async () => {
  const { errors } = await ask('{ symbolAt(address: "_text") { offset } }', { mount });
  assert.match(errors?.[0]?.message ?? '', /an address is wanted, like "0xffffffff81000000", not "_text"/);
});

test('a captured kernel', async () => {
  const { data } = await ask(
    `{
      symbol(name: "fixture_register", module: "fixture_mod") { address type }
      symbolAt(address: "0xffffffffc0400090") { symbol { name } offset }
      symbols(where: { name: { equals: "tcp_v4_rcv" } }) { nodes { name type } }
    }`,
    { mount: fixture },
  );
  assert.deepEqual(data, {
    symbol: { address: '0xffffffffc0400080', type: 'text, exported' },
    symbolAt: { symbol: { name: 'fixture_register' }, offset: 16 },
    symbols: { nodes: [{ name: 'tcp_v4_rcv', type: 'text, global' }] },
  });
});
