import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openMachine } from '../../src/model/machine.ts';
import { parseSymbolId, symbolId, symbolWith } from '../../src/model/symbol-identity.ts';
import { makeMount } from '../mount.ts';

const bootId = '00000000-0000-4000-8000-000000000000';
const machine = await openMachine(
  await makeMount({
    kallsyms:
      'ffffffff81000040 t init_once\nffffffff81000090 t init_once\nffffffff810000a0 t odd:name\n' +
      'ffffffffc0a01000 t init_once\t[nf_tables]\n',
  }),
);
const symbols = await machine.symbols.get();
const ids = Array.from({ length: symbols.count }, (_, position) => symbolId(machine, symbols.at(position)));

test('an id names module, name and which of them', () => {
  assert.deepEqual(ids, [
    `${bootId}:1::init_once`,
    `${bootId}:2::init_once`,
    `${bootId}:1::odd:name`,
    `${bootId}:1:nf_tables:init_once`,
  ]);
});

test('an id leads back to its symbol', () => {
  const found = ids.map((id) => {
    const identity = parseSymbolId(id);
    return identity && symbolWith(identity, symbols, machine)?.position;
  });
  assert.deepEqual(found, [0, 1, 2, 3]);
});

for (const [situation, id] of [
  ['of another boot', `11111111-0000-4000-8000-000000000000:1::init_once`],
  ['of a module that is gone', `${bootId}:1:ext4:init_once`],
  ['of more namesakes than there are', `${bootId}:3::init_once`],
  ['of a name that is no more', `${bootId}:1::init_twice`],
] as const) {
  test(`an id ${situation} leads nowhere`, () => {
    const identity = parseSymbolId(id);
    assert.ok(identity);
    assert.equal(symbolWith(identity, symbols, machine), null);
  });
}

for (const id of [
  '',
  'init_once',
  `${bootId}:0::init_once`,
  `${bootId}:1:init_once`,
  `${bootId}:1::`,
  `${bootId}:1e3::x`,
]) {
  test(`${JSON.stringify(id)} is no identity`, () => assert.equal(parseSymbolId(id), null));
}
