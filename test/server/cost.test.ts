import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { getIntrospectionQuery, isObjectType, Kind, parse, validate } from 'graphql';
import { openMachine } from '../../src/model/machine.ts';
import { schema } from '../../src/schema.ts';
import { costOf } from '../../src/server/cost.ts';
import { Engine } from '../../src/server/engine.ts';
import { defaultLimits } from '../../src/server/limits.ts';

const processes = 2000;

/** Of the first operation of a document. */
function cost(text: string, variableValues: Record<string, unknown> = {}): number {
  const document = parse(text);
  assert.deepEqual(validate(schema, document), []);
  const operation = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  const operationName = operation && 'name' in operation ? operation.name?.value : undefined;
  return costOf({ schema, document, operationName, variableValues }, processes);
}

const passes = (text: string) => assert.ok(cost(text) <= defaultLimits.cost, String(cost(text)));

const operations = new URL('../../schema/operations/', import.meta.url);
for (const name of readdirSync(operations)) {
  test(`${name} passes`, () => passes(readFileSync(new URL(name, operations), 'utf8')));
}

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
for (const [index, [, text = '']] of [...readme.matchAll(/```graphql\n(.*?)```/gs)].entries()) {
  test(`example ${index + 1} of the README passes`, () => passes(text));
}

test('what GraphiQL asks of the schema passes', () => passes(getIntrospectionQuery({ inputValueDeprecation: true })));

test('all plain figures of 2,000 processes pass', () => {
  const figures = ['Stat', 'Status'].map((name) => {
    const type = schema.getType(name);
    return isObjectType(type) ? Object.values(type.getFields()) : [];
  });
  const plain = figures.map((fields) =>
    fields.filter(({ type }) => /^(Int|Float|String|BigInt)!?$/.test(String(type))),
  );
  const [stat, status] = plain.map((fields) => fields.map(({ name }) => name).join(' '));
  passes(`{ processes { nodes { pid name state stat { ${stat} } status { ${status} }
    residentBytes threadCount commandLine { text } user { name } io { readCallBytes } } } }`);
});

test('a list costs its size times what is below it, and a file once a row', () => {
  const one = cost('{ processes(first: 1) { nodes { pid residentBytes } } }');
  const ten = cost('{ processes(first: 10) { nodes { pid residentBytes } } }');
  assert.equal(ten - 2, (one - 2) * 10);
  assert.equal(cost('{ processes { nodes { pid residentBytes } } }') - 2, (one - 2) * processes);
});

test('the size comes from a variable, or its default, and is no larger than the number of processes', () => {
  const text = 'query ($n: Int = 3) { processes(first: $n) { nodes { pid name } } }';
  const literal = (n: number) => cost(`{ processes(first: ${n}) { nodes { pid name } } }`);
  assert.equal(cost(text), literal(3));
  assert.equal(cost(text, { n: 7 }), literal(7));
  assert.equal(cost(text, { n: 1_000_000 }), literal(processes));
});

test('what is skipped costs nothing, and what fragments select costs the same', () => {
  const plain = cost('{ processes { nodes { pid name } } }');
  assert.equal(
    cost('query ($n: Boolean = false) { processes { nodes { pid name fds @include(if: $n) { totalCount } } } }'),
    plain,
  );
  assert.equal(
    cost('{ ...F } fragment F on Query { processes { ... { nodes { pid ...G } } } } fragment G on Process { name }'),
    plain,
  );
});

test('an expensive file weighs more than others', () => {
  const cheap = cost('{ processes(first: 100) { nodes { io { readCallBytes } } } }');
  const expensive = cost('{ processes(first: 100) { nodes { memory { rollup { anonymousBytes } } } } }');
  assert.ok(expensive > 10 * cheap, `${expensive}, ${cheap}`);
});

test('every process of each process is too much, and so is deeper kin', () => {
  const everyProcess = '{ processes { nodes { namespaces { pid { processes { nodes { pid name } } } } } } }';
  const kin = `{ processes { nodes ${'{ children '.repeat(5)} { pid } ${'}'.repeat(5)} } }`;
  for (const text of [everyProcess, kin]) assert.ok(cost(text) > defaultLimits.cost, text);
});

test('a subscription is refused for what an event of it costs', async () => {
  const onFault = (fault: unknown) => assert.fail(String(fault));
  const engine = new Engine({ schema, machine: await openMachine('/proc'), limits: { cost: 10 }, onFault });
  const answer = await engine.answer(
    { query: 'subscription { processTable { rows { pid name } } }' },
    { caller: 'the test' },
  );
  assert.ok('errors' in answer);
  assert.match(String(answer.errors), /takes about \d+ µs of work: .*; the limit is 10 µs of work \(--max-cost\)\./);
});
