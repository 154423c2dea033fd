import assert from 'node:assert/strict';
import { request } from 'node:http';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { json } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { type Probe, serveProbe } from './probe.ts';

let probe: Probe;
before(async () => {
  probe = await serveProbe();
});
after(() => probe[Symbol.asyncDispose]());

const graphqlResponse = { accept: 'application/graphql-response+json' };

function post(body: unknown, headers: Record<string, string> = graphqlResponse): Promise<Response> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return fetch(probe.url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: text });
}

async function answer(response: Response) {
  return { status: response.status, body: await response.json() };
}

test('a query by POST', async () => {
  assert.deepEqual(await answer(await post({ query: '{ hello }' })), {
    status: 200,
    body: { data: { hello: 'world' } },
  });
});

test('a query by GET, with variables and the name of the operation', async () => {
  const url = new URL(probe.url);
  url.searchParams.set('query', 'query A { hello } query B($n: Int) { twice(n: $n) }');
  url.searchParams.set('variables', '{"n":21}');
  url.searchParams.set('operationName', 'B');
  assert.deepEqual(await answer(await fetch(url)), { status: 200, body: { data: { twice: 42 } } });
});

test('no other origin is told that it may read the answer', async () => {
  const { headers } = await post({ query: '{ hello }' });
  assert.equal(headers.get('access-control-allow-origin'), null);
});

for (const [situation, body, code, message] of [
  ['a syntax error', { query: '{ hello' }, 'GRAPHQL_PARSE_FAILED', /Expected Name, found <EOF>/],
  ['an unknown field', { query: '{ hullo }' }, 'GRAPHQL_VALIDATION_FAILED', /Cannot query field "hullo"/],
  ['an argument of another type', { query: '{ twice(n: "x") }' }, 'GRAPHQL_VALIDATION_FAILED', /value: "x"/],
  [
    'a variable of another type',
    { query: 'query ($n: Int) { twice(n: $n) }', variables: { n: 'x' } },
    'BAD_USER_INPUT',
    /Variable "\$n" .*: "x"/,
  ],
  [
    'an operation that is not there',
    { query: 'query A { hello }', operationName: 'B' },
    'OPERATION_RESOLUTION_FAILURE',
    /^No operation is called "B": operationName must be "A"\.$/,
  ],
  [
    'which of two operations is not said',
    { query: 'query A { hello } query B { hello }' },
    'OPERATION_RESOLUTION_FAILURE',
    /^The document has several operations: operationName must be "A" or "B"\.$/,
  ],
  [
    'an operation without a name, by a name',
    { query: '{ hello }', operationName: 'B' },
    'OPERATION_RESOLUTION_FAILURE',
    /^No operation is called "B": operationName must be left out\.$/,
  ],
  ['no query', { variables: {} }, 'BAD_REQUEST', /Must provide query string/],
  ['a query that is no string', { query: 1 }, 'BAD_REQUEST', /to be a string, but given number/],
  ['variables that are no object', { query: '{ hello }', variables: [] }, 'BAD_REQUEST', /but given array/],
  ['a batch', [{ query: '{ hello }' }], 'BAD_REQUEST', /Batching is not supported/],
  ['a body that is not JSON', '{"query":', 'BAD_REQUEST', /invalid JSON/],
] as const) {
  test(`${situation} is refused`, async () => {
    const { status, body: result } = await answer(await post(body));
    assert.equal(status, 400);
    assert.equal(result.errors[0].extensions.code, code);
    assert.match(result.errors[0].message, message);
    assert.equal('data' in result, false);
    assert.equal('http' in result.errors[0].extensions, false);
  });
}

test('variables in an address that are not JSON are refused', async () => {
  const response = await fetch(`${probe.url}?query={hello}&variables={n}`);
  const { status, body } = await answer(response);
  assert.equal(status, 400);
  assert.match(body.errors[0].message, /^The variables or extensions are not JSON: .* position 1 /);
});

for (const asked of ['first', 'again, which compiled code answers']) {
  test(`what a resolver refuses is an error of its field: asked ${asked}`, async () => {
    const { status, body } = await answer(await post({ query: '{ hello odd }' }));
    assert.equal(status, 200);
    assert.deepEqual(body.data, { hello: 'world', odd: null });
    assert.partialDeepStrictEqual(body.errors, [
      {
        message: 'n must be odd, but was 2',
        locations: [{ line: 1, column: 9 }],
        path: ['odd'],
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
  });

  test(`a fault is masked for the client and reported once, with its stack: asked ${asked}`, async () => {
    probe.faults.length = 0;
    const { body } = await answer(await post({ query: '{ hello fault }' }));
    assert.deepEqual(body.data, { hello: 'world', fault: null });
    assert.partialDeepStrictEqual(body.errors, [
      { message: 'Unexpected error.', path: ['fault'], extensions: { code: 'INTERNAL_SERVER_ERROR' } },
    ]);
    assert.doesNotMatch(JSON.stringify(body), /secret/);
    assert.equal(probe.faults.length, 1);
    assert.match(String((probe.faults[0] as Error).stack), /the secret.*probe\.ts/s);
  });

  test(`variables that do not fit are refused: asked ${asked}`, async () => {
    const query = 'query ($n: Int!) { twice(n: $n) }';
    const { status, body } = await answer(await post({ query, variables: { n: 'x' } }));
    assert.equal(status, 400);
    assert.equal('data' in body, false);
    assert.equal(body.errors[0].extensions.code, 'BAD_USER_INPUT');
    assert.match(body.errors[0].message, /\$n.*Int cannot represent non-integer value: "x"/);
  });

  test(`a value that does not fit its type is an error of its field: asked ${asked}`, async () => {
    const { status, body } = await answer(await post({ query: '{ twice(n: 2000000000) }' }));
    assert.equal(status, 200);
    assert.deepEqual(body.data, { twice: null });
    assert.partialDeepStrictEqual(body.errors, [{ locations: [{ line: 1, column: 3 }], path: ['twice'] }]);
  });
}

const sizeMessage = 'The body of the request is too large; the limit is 1000000 bytes (--max-body-bytes).';

test('a body over 1 MB is refused', async () => {
  const { status, body } = await answer(await post({ query: `{ hello } #${' '.repeat(1_000_000)}` }));
  assert.equal(status, 413);
  assert.equal(body.errors[0].message, sizeMessage);
});

test('a body over 1 MB that does not tell its size is refused', async () => {
  const { port } = new URL(probe.url);
  const headers = { 'content-type': 'application/json', ...graphqlResponse };
  const sent = request({ port, path: '/graphql', method: 'POST', headers });
  Readable.from(Array.from({ length: 20 }, () => ' '.repeat(100_000))).pipe(sent);
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  sent.on('response', (response) => json(response).then(resolve, reject)).on('error', reject);
  assert.partialDeepStrictEqual(await promise, { errors: [{ message: sizeMessage }] });
});

test('the root leads to the endpoint, other paths say where it is', async () => {
  const root = await fetch(new URL('/', probe.url), { redirect: 'manual' });
  assert.deepEqual([root.status, root.headers.get('location')], [302, '/graphql']);
  const other = await fetch(new URL('/x', probe.url));
  assert.deepEqual([other.status, await other.text()], [404, 'GraphQL is served at /graphql.\n']);
});

test('the server ends though clients keep connections open', async () => {
  const ending = await serveProbe();
  const port = Number(new URL(ending.url).port);
  const idle = connect({ port });
  await (await fetch(`${ending.url}?query={hello}`)).text();
  const start = performance.now();
  await ending[Symbol.asyncDispose]();
  assert.ok(performance.now() - start < 1000);
  idle.destroy();
  await assert.rejects(fetch(ending.url));
});
