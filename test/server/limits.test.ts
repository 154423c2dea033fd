import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildSchema, GraphQLError, getIntrospectionQuery, parse, validate } from 'graphql';
import { documentRules } from '../../src/server/document-rules.ts';
import { Documents } from '../../src/server/documents.ts';
import { defaultLimits } from '../../src/server/limits.ts';

const schema = buildSchema('type Query { a: Query, b(x: [[Int]]): Int }');
const documents = new Documents(schema, defaultLimits);

/** What is wrong with a document: code and message of the first error. */
function refusal(text: string): { code: unknown; message: string } | null {
  try {
    const [error] = documents.validate(documents.parse(text));
    return error ? { code: error.extensions.code, message: error.message } : null;
  } catch (error) {
    assert.ok(error instanceof GraphQLError);
    return { code: error.extensions.code, message: error.message };
  }
}

const levels = (count: number) => `${'{ a '.repeat(count - 1)}{ b ${'}'.repeat(count)}`;
/** A hundred aliases of `b` at most side by side. */
const fields = (count: number): string =>
  count <= 100 ? aliases(count) : `${aliases(99)} x${count}: a { ${fields(count - 100)} }`;
const aliases = (count: number) => Array.from({ length: count }, (_, n) => `f${n}: b`).join(' ');

test('15 levels are let pass', () => assert.equal(refusal(levels(15)), null));

test('16 levels are refused', () => {
  const message = 'This operation is 16 levels deep; the limit is 15 levels (--max-depth).';
  assert.deepEqual(refusal(levels(16)), { code: 'TOO_DEEP', message });
});

test('levels are counted through fragments, of a named operation', () => {
  const text = `query Deep { a { ... { ...F } } } fragment F on Query ${levels(15)}`;
  const message = 'The operation Deep is 16 levels deep; the limit is 15 levels (--max-depth).';
  assert.deepEqual(refusal(text), { code: 'TOO_DEEP', message });
});

test('what GraphiQL asks of the schema is let pass', () => {
  const text = getIntrospectionQuery({ typeDepth: 20, inputValueDeprecation: true, oneOf: true });
  assert.equal(refusal(text), null);
});

test('1,000 fields are let pass', () => assert.equal(refusal(`{ ${fields(1000)} }`), null));

test('1,001 fields are refused', () => {
  const message = 'This operation selects 1001 fields, fragments expanded; the limit is 1000 fields (--max-fields).';
  assert.deepEqual(refusal(`{ ${fields(1001)} }`), { code: 'TOO_MANY_FIELDS', message });
});

test('one field under 100 aliases is let pass, and again a level below', () => {
  assert.equal(refusal(`{ ${aliases(100)} a { ${aliases(100)} } }`), null);
});

test('one field under 101 aliases is refused', () => {
  const message =
    'The field b is asked for under 101 aliases or more; the limit is 100 aliases of a field (--max-aliases).';
  assert.deepEqual(refusal(`{ a { ${aliases(101)} } }`), { code: 'TOO_MANY_ALIASES', message });
});

test('aliases are counted through fragments', () => {
  const halves = aliases(120).split(' ').slice(120);
  const text = `{ ...F ... { ${halves.join(' ')} } } fragment F on Query { ${aliases(60)} }`;
  assert.equal(refusal(text)?.code, 'TOO_MANY_ALIASES');
});

test('an alias that is given to the same field twice is one', () => {
  const text = `{ ...F ...F ${aliases(100)} } fragment F on Query { ${aliases(100)} }`;
  assert.equal(refusal(text), null);
});

for (const [count, code] of [
  [100, undefined],
  [101, 'TOO_MANY_ALIASES'],
] as const) {
  test(`${count} aliases are counted through fragments that double a hundred times`, () => {
    const doubled = Array.from({ length: 100 }, (_, n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`);
    const text = `{ ...F0 ${aliases(100)} } ${doubled.join(' ')} fragment F100 on Query { f${count - 1}: b }`;
    const patient = new Documents(schema, { ...defaultLimits, fields: Number.MAX_SAFE_INTEGER });
    assert.equal(patient.validate(patient.parse(text))[0]?.extensions.code, code);
  });
}

test('a fragment is looked at no more often, the more fields it is spread in', () => {
  const timesLookedAt = (fields: number) => {
    const spreads = Array.from({ length: fields }, () => 'a { ...F ...G }').join(' ');
    const document = parse(
      `{ y: b ${spreads} } fragment F on Query { ${aliases(60)} } fragment G on Query { x: b ...F }`,
    );
    const fragment = document.definitions[1];
    assert.ok(fragment && 'selectionSet' in fragment && fragment.selectionSet);
    const { selections } = fragment.selectionSet;
    let times = 0;
    Object.defineProperty(fragment.selectionSet, 'selections', { get: () => times++ >= 0 && selections });
    validate(schema, document, documentRules({ ...defaultLimits, aliases: 61 }));
    return times;
  };
  assert.equal(timesLookedAt(100), timesLookedAt(1));
});

test('the fields of a fragment count wherever it is spread', () => {
  const text = `{ x: a { ...F } y: a { ...F } } fragment F on Query { ${fields(500)} }`;
  const message = 'This operation selects 1002 fields, fragments expanded; the limit is 1000 fields (--max-fields).';
  assert.deepEqual(refusal(text), { code: 'TOO_MANY_FIELDS', message });
});

test('a fragment that is not used is no way around', () => {
  const message = 'The fragment F selects 1001 fields, fragments expanded; the limit is 1000 fields (--max-fields).';
  const text = `{ b } fragment F on Query { ${fields(1001)} }`;
  assert.deepEqual(refusal(text), { code: 'TOO_MANY_FIELDS', message });
});

test('fragments that double a hundred times are refused at once', () => {
  const doubled = Array.from({ length: 100 }, (_, n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`);
  const text = `{ ...F0 } ${doubled.join(' ')} fragment F100 on Query { b }`;
  const start = performance.now();
  assert.equal(refusal(text)?.code, 'TOO_MANY_FIELDS');
  assert.ok(performance.now() - start < 500);
});

test('a fragment within itself is refused by the standard rule', () => {
  const { code, message } = refusal('{ ...F } fragment F on Query { a { ...F } }') ?? {};
  assert.equal(code, 'GRAPHQL_VALIDATION_FAILED');
  assert.match(String(message), /Cannot spread fragment "F" within itself/);
});

test('10,000 tokens are enough', () => {
  const message = 'The document has too many tokens; the limit is 10000 tokens (--max-tokens).';
  assert.deepEqual(refusal(`{ ${'b '.repeat(10_000)} }`), { code: 'TOO_MANY_TOKENS', message });
});

for (const [situation, open, close] of [
  ['fields', '{ a ', '}'],
  ['inline fragments', '{ ... ', '}'],
  ['lists', '[', ']'],
  ['objects', '{ x: ', '}'],
] as const) {
  test(`thousands of ${situation} within one another are refused, and overflow no stack`, () => {
    const nest = `${open.repeat(4000)}1${close.repeat(4000)}`;
    const message = 'The document nests too many brackets; the limit is 100 brackets (--max-brackets).';
    assert.deepEqual(refusal(open.startsWith('{ x') || open === '[' ? `{ b(x: ${nest}) }` : nest), {
      code: 'TOO_DEEP',
      message,
    });
  });
}

test('hundreds of fields of one name are not compared with one another for long', () => {
  const start = performance.now();
  assert.equal(refusal(`{ ${'b(x: [[1]]) '.repeat(830)} }`)?.message, 'Validation aborted.');
  assert.ok(performance.now() - start < 1000);
});
