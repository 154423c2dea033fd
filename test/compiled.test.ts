import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type DocumentNode, type GraphQLSchema, getOperationAST, parse, validate } from 'graphql';
import { compiledOperation } from '../src/compiled.ts';
import { controlSchema, schema } from '../src/schema.ts';
import { ask } from './ask.ts';

async function isCompiled(schema: GraphQLSchema, document: DocumentNode, operationName?: string): Promise<boolean> {
  const operation = getOperationAST(document, operationName) ?? assert.fail();
  return (await compiledOperation({ schema, document, operation })) !== null;
}

async function executions(text: string, of = schema) {
  const document = parse(text);
  const next = async () => ((await isCompiled(of, document)) ? 'code' : 'document');
  return [await next(), await next(), await next()];
}

test('what is executed again is compiled', async () => {
  assert.deepEqual(await executions('{ process(pid: 1) { name } }'), ['document', 'code', 'code']);
  assert.deepEqual(await executions('subscription { processStat(pid: 1) { totalPercent } }'), [
    'document',
    'code',
    'code',
  ]);
});

test('each operation of a document is compiled for itself', async () => {
  const document = parse('query A { process(pid: 1) { name } } query B { process(pid: 1) { pid } }');
  const next = (operationName: string) => isCompiled(schema, document, operationName);
  assert.deepEqual([await next('A'), await next('B'), await next('A'), await next('B')], [false, false, true, true]);
});

for (const [what, text, of] of [
  ['a mutation', 'mutation { setNice(id: "x", nice: 1) { __typename } }', controlSchema],
  ['a large document', `{ process(pid: 1) { name } } # ${'x'.repeat(2000)}`, schema],
  ['a key that objects do not have like others', '{ process(pid: 1) { __proto__: name } }', schema],
  ...[
    'say \\"no\\"',
    '`process.exit()`',
    '\\u2028',
    "');process.exit();('",
    '__MAGIC_NAN__71d4310a_d4a3_4a05_b1fe_e60779d24998',
    '__MAGIC_DATE__33a9e76d_02e0_4128_8e92_3530ad3da74d0);process.exit();(0',
    '\\u005f_MAGIC_DATE__33a9e76d_02e0_4128_8e92_3530ad3da74d0);process.exit();(0',
  ].map(
    (text) =>
      [`the text "${text}"`, `{ processes(where: { name: { equals: "${text}" } }) { totalCount } }`, schema] as const,
  ),
] as const) {
  test(`not compiled: ${what}`, async () => {
    assert.deepEqual(validate(of, parse(text)), []);
    assert.deepEqual(await executions(text, of), ['document', 'document', 'document']);
  });
}

test('the names that clients give are those of the answer, whatever they mean in JavaScript', async () => {
  const names = ['__proto__', 'constructor', 'toString', 'toJSON', 'then', 'hasOwnProperty', 'valueOf', '__context'];
  for (const name of names) {
    const { data } = await ask(`{ process(pid: 300) { ${name}: name pid } }`);
    assert.equal(JSON.stringify(data), `{"process":{"${name}":"sh","pid":300}}`);
  }
});

for (const [what, query, variables] of [
  ['an Int', 'query ($n: Int) { processes(first: $n) { totalCount nodes { pid } } }', { n: 2 }],
  ['an Int that has a default', 'query ($n: Int! = 2) { processes(first: $n) { nodes { pid } } }', {}],
  ['null for what has a default', 'query ($n: Int = 2) { processes(first: $n) { nodes { pid } } }', { n: null }],
  ['nothing for what has none', 'query ($n: Int) { processes(first: $n) { totalCount } }', {}],
  [
    'whole numbers of any size',
    'query ($least: BigInt) { processes(where: { minResidentBytes: $least }) { totalCount } }',
    { least: '9007199254740993' },
  ],
  [
    'a whole number as a default',
    'query ($least: BigInt! = 9000000) { processes(where: { minResidentBytes: $least }) { nodes { pid } } }',
    {},
  ],
  [
    'a whole number in the document',
    '{ processes(where: { minResidentBytes: 9007199254740993, uids: [1000] }) { totalCount } }',
    {},
  ],
  [
    'a filter, whose lists may be one value',
    'query ($where: ProcessFilter) { processes(where: $where) { nodes { pid } } }',
    { where: { states: 'ZOMBIE', pids: [311, 400, 800] } },
  ],
  [
    'an order, whose default is the schema’s',
    'query ($by: ProcessOrderKey!) { processes(first: 3, orderBy: [{ by: $by }]) { nodes { pid } } }',
    { by: 'RESIDENT_BYTES' },
  ],
  [
    'an order as a default',
    'query ($o: [ProcessOrder!]! = [{ by: NAME, descending: true }]) { processes(first: 3, orderBy: $o) { nodes { pid } } }',
    {},
  ],
  ['a text', '{ processes(where: { name: { startsWith: "kw" } }) { nodes { pid name } } }', {}],
  [
    'an address',
    'query ($address: Address!) { symbolAt(address: $address) { symbol { name } } }',
    { address: '0xffffffff81000000' },
  ],
  ['a list', 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: [] }],
  ['what to leave out', 'query ($no: Boolean!) { process(pid: 300) { pid name @skip(if: $no) } }', { no: true }],
  [
    'variables that are called like what is known of them',
    'query ($sources: Boolean!, $coerced: Boolean!) { process(pid: 300) { pid @include(if: $sources) name @skip(if: $coerced) } }',
    { sources: false, coerced: false },
  ],
] as const) {
  test(`answered alike by code and by the document: ${what}`, async () => {
    const { data, errors } = await ask(query, { variables });
    assert.equal(errors, undefined);
    assert.ok(data);
  });
}
