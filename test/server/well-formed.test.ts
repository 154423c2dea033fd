import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { type Probe, serveProbe } from './probe.ts';
import { send } from './send.ts';

let probe: Probe;
before(async () => {
  probe = await serveProbe();
});
after(() => probe[Symbol.asyncDispose]());

const body = '{"query":"{ hello }"}';
const json = { 'content-type': 'application/json' };
const post = (headers: Record<string, string>, text = body) => send(probe.url, { method: 'POST', headers, body: text });

for (const type of [
  'application/json',
  'application/json; Charset=UTF-8',
  'application/json;charset="utf-8"',
  'application/json; profile=a',
  'Application/Json',
  'APPLICATION/JSON ; CHARSET=utf-8',
]) {
  test(`a body of the type ${type}`, async () => {
    const { status, body: answer } = await post({ 'content-type': type });
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
  'Application/Json; charset=iso-8859-1',
  'json',
  '',
]) {
  test(`a body of the type "${type}": 415`, async () => {
    const { status, body: answer } = await post({ 'content-type': type });
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
  const { status, body: answer } = await post({});
  assert.equal(status, 415);
  assert.match(answer, /application\/json: this request has none\./);
});

test('an answer in a form that there is not: 406, which says what there is', async () => {
  const { status, body: answer } = await post({ ...json, accept: 'image/png, text/html' });
  assert.equal(status, 406);
  const { message } = JSON.parse(answer).errors[0];
  assert.match(
    message,
    /^Accept text\/event-stream or .* or application\/json, in UTF-8: .* "image\/png, text\/html"\.$/,
  );
});

for (const coding of ['gzip', 'identity, br']) {
  test(`a body in the coding ${coding}: 415, which says so`, async () => {
    const { status, headers, body: answer } = await post({ ...json, 'content-encoding': coding });
    assert.deepEqual([status, headers['accept-encoding']], [415, 'identity']);
    assert.deepEqual(JSON.parse(answer).errors, [
      {
        message: `Send the body as it is: this request has it as Content-Encoding "${coding}".`,
        extensions: { code: 'UNSUPPORTED_MEDIA_TYPE' },
      },
    ]);
  });
}

test('a body in the coding Identity, which is none', async () => {
  assert.equal((await post({ ...json, 'content-encoding': 'Identity' })).status, 200);
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
      const { status, body: answer } = await post({ ...json, accept }, body);
      assert.equal(status, 400);
      assert.match(answer, /Must provide query string/);
    }
  });
}

test('an address with no query: 400', async () => assert.equal((await send(probe.url)).status, 400));

for (const batch of ['[]', `[${body}]`, `[${body},${body}]`]) {
  test(`a batch, ${batch}, is refused`, async () => {
    const { status, body: answer } = await post(json, batch);
    assert.equal(status, 400);
    assert.match(answer, /Batching is not supported/);
  });
}

const mutation = 'mutation A { say(word: "hello") }';

for (const [situation, query, headers] of [
  ['a mutation', mutation, {}],
  ['a mutation beside a query', `query B { hello } ${mutation}`, {}],
  ['a mutation whose answer is to come as events', mutation, { accept: 'text/event-stream' }],
] as const) {
  test(`${situation}, by GET, is not executed: 405`, async () => {
    const url = new URL(probe.url);
    url.searchParams.set('query', query);
    url.searchParams.set('operationName', 'A');
    const answer = await send(url, { headers });
    assert.deepEqual([answer.status, answer.headers.allow], [405, 'POST']);
    assert.match(answer.body, /Can only perform a mutation operation from a POST request/);
    assert.deepEqual(probe.said, []);
  });
}

for (const [situation, accept] of [
  ['in any form', 'image/png'],
  ['in UTF-8', 'application/json; charset=ISO-8859-1, */*;charset="utf-16"'],
] as const) {
  test(`a mutation whose answer is not accepted ${situation} is not carried out: 406, which says what there is`, async () => {
    const { status, body: answer } = await post({ ...json, accept }, JSON.stringify({ query: mutation }));
    assert.equal(status, 406);
    const { message } = JSON.parse(answer).errors[0];
    assert.ok(message.endsWith(` or application/json, in UTF-8: this request accepts "${accept}".`), message);
    assert.deepEqual(probe.said, []);
  });
}

test('an answer that is accepted in UTF-8', async () => {
  const { status } = await post({ ...json, accept: 'text/html; charset=utf-16, application/json; Charset = UTF-8' });
  assert.equal(status, 200);
});

test('a mutation by POST', async () => {
  const { status } = await post(json, JSON.stringify({ query: mutation }));
  assert.deepEqual([status, probe.said], [200, ['hello']]);
});

for (const method of ['PUT', 'DELETE', 'PATCH', 'HEAD']) {
  test(`${method}: 405`, async () => {
    const { status, headers } = await send(`${probe.url}?query={hello}`, { method });
    assert.deepEqual([status, headers.allow], [405, 'GET, POST']);
  });
}
