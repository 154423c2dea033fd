import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { after, before, test } from 'node:test';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { type Probe, serveProbe, toWords } from './probe.ts';
import { openRaw } from './raw-socket.ts';

let probe: Probe;
before(async () => {
  probe = await serveProbe();
});
after(() => probe[Symbol.asyncDispose]());

const client = ({ url } = probe) =>
  createClient({ url: url.replace('http', 'ws'), webSocketImpl: WebSocket, retryAttempts: 0 });

const open = ({ url } = probe) => openRaw(url);

const hello = () => Array.fromAsync(client().iterate({ query: '{ hello }' }));

const wordIs = (id: string, words: string) => ({ id, type: 'next', payload: { data: { words } } });

test('a query', async () => {
  const answers = await Array.fromAsync(client().iterate({ query: '{ hello }' }));
  assert.deepEqual(answers, [{ data: { hello: 'world' } }]);
});

test('a subscription, until its end', async () => {
  const answers = Array.fromAsync(client().iterate({ query: toWords() }));
  const words = await probe.nextWords();
  words.say('one');
  words.say('two');
  words.end();
  assert.deepEqual(await answers, [{ data: { words: 'one' } }, { data: { words: 'two' } }]);
});

test('events of every length that a frame tells in another way, beside what ws sends itself', async () => {
  const { socket, ...raw } = await open();
  raw.subscribe('a', toWords());
  const words = await probe.nextWords();
  const around = JSON.stringify(wordIs('a', '')).length;
  for (const length of [125, 126, 65_535, 65_536].map((length) => length - around)) {
    const word = 'é'.repeat(10) + 'x'.repeat(length - 20);
    words.say(word);
    raw.subscribe(`query ${length}`, '{ hello }');
    const messages = [await raw.next(), await raw.next(), await raw.next()];
    assert.deepEqual(
      messages.filter(({ id }) => id === 'a'),
      [wordIs('a', word)],
    );
  }
  socket.terminate();
});

test('a client that completes stops that source, and no other', async () => {
  const { socket, ...raw } = await open();
  raw.subscribe('a', toWords());
  const a = await probe.nextWords();
  raw.subscribe('b', toWords());
  const b = await probe.nextWords();
  raw.send({ id: 'a', type: 'complete' });
  await a.stopped;
  b.say('still');
  assert.deepEqual(await raw.next(), wordIs('b', 'still'));
  socket.terminate();
  await b.stopped;
});

test('what several ask for runs once, is executed once an event, and ends when the last of them leaves', async () => {
  const query = toWords();
  const [one, other] = [await open(), await open()];
  one.subscribe('a', query);
  const words = await probe.nextWords();
  other.subscribe('b', query);
  other.subscribe('c', '{ hello }');
  await other.next();
  await other.next();
  words.say('one');
  assert.deepEqual([await one.next(), await other.next(), words.taken], [wordIs('a', 'one'), wordIs('b', 'one'), 1]);
  one.send({ id: 'a', type: 'complete' });
  words.say('two');
  assert.deepEqual(await other.next(), wordIs('b', 'two'));
  other.socket.terminate();
  await words.stopped;
  one.subscribe('d', query);
  assert.notEqual(await probe.nextWords(), words);
  one.socket.terminate();
});

for (const [situation, query, code] of [
  ['a syntax error', 'subscription {', 'GRAPHQL_PARSE_FAILED'],
  ['an unknown field', '{ hullo }', 'GRAPHQL_VALIDATION_FAILED'],
  ['a query too deep', `${'{ self '.repeat(16)}${'}'.repeat(16)}`, 'TOO_DEEP'],
  ['a query of too many brackets', '{ self '.repeat(5000), 'TOO_DEEP'],
  ['two operations and no name', '{ hello } { hello }', 'GRAPHQL_VALIDATION_FAILED'],
  ['two operations that have names', 'query A { hello } query B { hello }', 'OPERATION_RESOLUTION_FAILURE'],
  ['no operation', 'fragment A on Query { hello }', 'GRAPHQL_VALIDATION_FAILED'],
] as const) {
  test(`${situation} is an error of that operation: others on the socket go on`, async () => {
    const { socket, ...raw } = await open();
    raw.subscribe('a', toWords());
    const words = await probe.nextWords();
    raw.subscribe('b', query);
    const error = await raw.next();
    assert.partialDeepStrictEqual(error, { id: 'b', type: 'error', payload: [{ extensions: { code } }] });
    words.say('still');
    assert.deepEqual(await raw.next(), wordIs('a', 'still'));
    socket.terminate();
  });
}

test('what a subscription refuses', async () => {
  const [result] = await Array.fromAsync(client().iterate({ query: 'subscription { refused }' }));
  assert.partialDeepStrictEqual(result?.errors, [
    { message: 'pid must be positive, but was -1', extensions: { code: 'BAD_USER_INPUT' } },
  ]);
});

for (const [situation, query, fault] of [
  ['in a query', '{ fault }', () => {}],
  ['when a subscription starts', 'subscription { broken }', () => {}],
  ['in an event', toWords(), async () => (await probe.nextWords()).say('fault')],
  ['of the source', toWords(), async () => (await probe.nextWords()).fail(new Error('the secret'))],
] as const) {
  test(`a fault ${situation} is masked and reported`, async () => {
    probe.faults.length = 0;
    const { socket, ...raw } = await open();
    raw.subscribe('a', query);
    await fault();
    const message = JSON.stringify(await raw.next());
    assert.match(message, /"message":"Unexpected error."/);
    assert.doesNotMatch(message, /secret/);
    assert.match(String(probe.faults), /^Error: the secret$/);
    socket.terminate();
  });
}

test('a reader that stops reading is not pushed to, and misses nothing', async () => {
  const { socket, ...raw } = await open();
  raw.subscribe('a', toWords());
  const words = await probe.nextWords();
  words.say('one');
  assert.deepEqual(await raw.next(), wordIs('a', 'one'));
  socket.pause();
  const long = Array.from({ length: 50 }, (_, n) => `${n}${'x'.repeat(1 << 20)}`);
  for (const word of long) words.say(word);
  await hello();
  assert.ok(words.taken < 50);
  socket.resume();
  for (const word of long) assert.deepEqual(await raw.next(), wordIs('a', word));
  assert.equal(words.taken, 51);
  socket.terminate();
});

test('a reader that stops reading is kept little more than a frame, and misses nothing, of all that it subscribes to', async () => {
  const served = Promise.withResolvers<Socket>();
  const see = (message: unknown) => served.resolve((message as { socket: Socket }).socket); // as node documents it
  subscribe('net.server.socket', see);
  const { socket, ...raw } = await open();
  unsubscribe('net.server.socket', see);
  const connection = await served.promise;
  const query = toWords();
  const ids = Array.from({ length: 20 }, (_, n) => `${n}`);
  for (const id of ids) raw.subscribe(id, query);
  const words = await probe.nextWords();
  words.say('one');
  for (const _ of ids) assert.partialDeepStrictEqual(await raw.next(), { payload: { data: { words: 'one' } } });
  socket.pause();
  const long = 'x'.repeat(8 << 20);
  words.say(long);
  while (words.taken < 2) await hello();
  await hello();
  assert.ok(connection.writableLength > 0);
  assert.ok(connection.writableLength < 9 << 20, `${connection.writableLength >> 20} MB are kept`);
  words.say('two');
  words.fail(new Error('the secret'));
  socket.resume();
  const types = new Map<string, string[]>(ids.map((id) => [id, []]));
  for (let count = 0; count < 4 * ids.length; count++) {
    const { id = '', type, payload } = await raw.next();
    const text = JSON.stringify(payload);
    types.get(id)?.push(text === undefined ? type : text.length > long.length ? 'long' : text);
  }
  const failure = '{"errors":[{"message":"Unexpected error.","extensions":{"code":"INTERNAL_SERVER_ERROR"}}]}';
  for (const got of types.values()) assert.deepEqual(got, ['long', '{"data":{"words":"two"}}', failure, 'complete']);
  socket.terminate();
});

test('the server ends: subscriptions complete, and the socket is closed', async () => {
  const ending = await serveProbe();
  const { socket, ...raw } = await open(ending);
  raw.subscribe('a', toWords());
  const words = await ending.nextWords();
  const closed = once(socket, 'close');
  const start = performance.now();
  await ending[Symbol.asyncDispose]();
  assert.ok(performance.now() - start < 1000);
  await words.stopped;
  assert.deepEqual(await raw.next(), { id: 'a', type: 'complete' });
  assert.equal((await closed)[0], 1001);
});

test('the server ends within its time though a client reads nothing', async () => {
  const ending = await serveProbe();
  const { socket, ...raw } = await open(ending);
  raw.subscribe('a', toWords());
  const words = await ending.nextWords();
  socket.pause();
  for (let n = 0; n < 20; n++) words.say('x'.repeat(1 << 20));
  const start = performance.now();
  await ending[Symbol.asyncDispose]();
  assert.ok(performance.now() - start < 2000);
  socket.terminate();
});

test('another protocol is not spoken', async () => {
  const socket = new WebSocket(probe.url, 'graphql-ws');
  const [error] = await once(socket, 'error');
  assert.match(error.message, /Server sent no subprotocol/);
});

test('an upgrade for another path is refused: 404', async () => {
  const socket = new WebSocket(new URL('/x', probe.url), 'graphql-transport-ws');
  const [, response] = await once(socket, 'unexpected-response');
  assert.equal(response.statusCode, 404);
  response.resume();
});
