import assert from 'node:assert/strict';
import { request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { type Probe, serveProbe } from './probe.ts';

let probe: Probe;
before(async () => {
  probe = await serveProbe();
});
after(() => probe[Symbol.asyncDispose]());

const body = '{"query":"{ hello }"}';
const json = { 'content-type': 'application/json' };

/** What a request is answered, and its status. Nothing is added to its headers. */
function send(method: string, headers: Record<string, string>, body = '', query = '') {
  const { port } = new URL(probe.url);
  const { promise, resolve, reject } = Promise.withResolvers<{ status: unknown; allow: unknown; body: string }>();
  request({ port, path: `/graphql${query}`, method, headers }, (response) => {
    const { statusCode: status, headers } = response;
    text(response).then((body) => resolve({ status, allow: headers.allow, body }), reject);
  })
    .on('error', reject)
    .end(body);
  return promise;
}

for (const type of [
  'application/json',
  'application/json; Charset=UTF-8',
  'application/json;charset="utf-8"',
  'application/json; profile=a',
]) {
  test(`a body of the type ${type}`, async () => {
    const { status, body: answer } = await send('POST', { 'content-type': type }, body);
    assert.deepEqual([status, answer], [200, '{"data":{"hello":"world"}}']);
  });
}

for (const type of [
  'text/plain',
  'text/plain; application/json',
  'application/json, text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=a',
  'application/graphql',
  'application/graphql+json',
  'application/json; charset=iso-8859-1',
  'application/jsonp',
  'APPLICATION/JSON',
  'json',
  '',
]) {
  test(`a body of the type "${type}": 415`, async () => {
    const { status, body: answer } = await send('POST', { 'content-type': type }, body);
    assert.equal(status, 415);
    assert.deepEqual(JSON.parse(answer).errors, [
      {
        message: `Send JSON, in UTF-8, as Content-Type application/json: this request has "${type}".`,
        extensions: { code: 'UNSUPPORTED_MEDIA_TYPE' },
      },
    ]);
  });
}

test('a body of no type: 415', async () => {
  const { status, body: answer } = await send('POST', {}, body);
  assert.equal(status, 415);
  assert.match(answer, /application\/json: this request has none\./);
});

test('what comes after a body that is not taken is answered', async () => {
  const { port } = new URL(probe.url);
  const socket = connect(Number(port), '127.0.0.1');
  const head = 'POST /graphql HTTP/1.1\r\nHost: localhost\r\n';
  socket.write(`${head}Content-Type: text/plain\r\nContent-Length: 500000\r\n\r\n${' '.repeat(500_000)}`);
  socket.write(
    `${head}Content-Type: application/json\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
  assert.match(await text(socket), /^HTTP\/1\.1 415 .*HTTP\/1\.1 200 .*"world"/s);
});

for (const body of ['{}', '{"query":null}', '{"variables":{}}']) {
  test(`no query, in ${body}: 400, whatever media type the client takes`, async () => {
    for (const accept of ['application/json', 'application/graphql-response+json']) {
      const { status, body: answer } = await send('POST', { ...json, accept }, body);
      assert.equal(status, 400);
      assert.match(answer, /Must provide query string/);
    }
  });
}

test('an address with no query: 400', async () => assert.equal((await send('GET', {})).status, 400));

for (const batch of ['[]', `[${body}]`, `[${body},${body}]`]) {
  test(`a batch, ${batch}, is refused`, async () => {
    const { status, body: answer } = await send('POST', json, batch);
    assert.equal(status, 400);
    assert.match(answer, /Batching is not supported/);
  });
}

test('a mutation by GET is not executed: 405', async () => {
  probe.said.length = 0;
  const query = `?query=${encodeURIComponent('mutation { say(word: "hello") }')}`;
  const { status, allow, body: answer } = await send('GET', {}, '', query);
  assert.deepEqual([status, allow], [405, 'POST']);
  assert.match(answer, /Can only perform a mutation operation from a POST request/);
  const named = `?query=${encodeURIComponent('query A { hello } mutation B { say(word: "hello") }')}&operationName=B`;
  assert.equal((await send('GET', {}, '', named)).status, 405);
  assert.equal((await send('GET', { accept: 'text/event-stream' }, '', query)).status, 405);
  assert.deepEqual(probe.said, []);
  assert.equal((await send('POST', json, '{"query":"mutation { say(word: \\"hello\\") }"}')).status, 200);
  assert.deepEqual(probe.said, ['hello']);
});

for (const method of ['PUT', 'DELETE', 'PATCH', 'HEAD']) {
  test(`${method}: 405`, async () => {
    const { status, allow } = await send(method, json, '', '?query={hello}');
    assert.deepEqual([status, allow], [405, 'GET, POST']);
  });
}
