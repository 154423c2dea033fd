import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { connect } from 'node:net';
import { json, text } from 'node:stream/consumers';
import { test } from 'node:test';
import { WebSocket } from 'ws';
import type { Limits } from '../../src/server/limits.ts';
import { type Probe, serveProbe, toWords } from './probe.ts';
import { openRaw, upgradeRequest } from './raw-socket.ts';

/** A server with limits, and an accepted subscription, which is seen to go on when the situation is over. */
function limited(situation: string, limits: Partial<Limits>, run: (probe: Probe) => Promise<void>): void {
  test(`${situation}; an accepted subscription goes on`, async () => {
    await using probe = await serveProbe(limits);
    const { socket, ...raw } = await openRaw(probe.url);
    raw.subscribe('accepted', toWords());
    const words = await probe.nextWords();
    await run(probe);
    words.say('still');
    assert.partialDeepStrictEqual(await raw.next(), { id: 'accepted', payload: { data: { words: 'still' } } });
    socket.terminate();
  });
}

/** A query over a connection of its own. */
async function ask(url: string, query = '{hello}') {
  const request = get(`${url}?query=${encodeURIComponent(query)}`, { agent: new Agent() });
  const [response] = await once(request, 'response');
  return { status: response.statusCode, headers: response.headers, response };
}

async function closing(socket: WebSocket): Promise<[number, string]> {
  const [code, reason] = await once(socket, 'close');
  return [code, String(reason)];
}

limited('more connections than there may be are refused: 503', { connections: 2 }, async ({ url }) => {
  const { hostname, port } = new URL(url);
  const second = connect(Number(port), hostname);
  second.write('GET /graphql?query={hello} HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await once(second, 'data');
  const { status, headers, response } = await ask(url);
  assert.deepEqual([status, headers['retry-after'], headers.connection], [503, '1', 'close']);
  assert.equal(
    await text(response),
    'The server has as many connections as it takes: 2 connections (--max-connections). Try again later.\n',
  );
  const [, upgrade] = await once(new WebSocket(url, 'graphql-transport-ws'), 'unexpected-response');
  assert.deepEqual([upgrade.statusCode, upgrade.headers['retry-after']], [503, '1']);
  upgrade.resume();
  const silent = connect(Number(port), hostname);
  await once(silent, 'close');
  second.destroy();
  let served = 0;
  while (served !== 200) served = (await ask(url)).status;
});

for (const [situation, said] of [
  ['that says nothing', ''],
  ['that has not said all', 'POST /graphql HTTP/1.1\r\nHost: localhost\r\n'],
  ['that was refused', 'GET /graphql?query={hello} HTTP/1.1\r\nHost: localhost\r\nVia: a\r\n\r\n'],
  ['that does not greet', upgradeRequest],
] as const) {
  limited(`a connection ${situation} makes room for others`, { connections: 3 }, async ({ url }) => {
    const { hostname, port } = new URL(url);
    const [oldest, other] = [connect(Number(port), hostname), connect(Number(port), hostname)];
    await Promise.all([once(oldest, 'connect'), once(other, 'connect')]);
    oldest.write(said);
    if (said.endsWith('\r\n\r\n')) await once(oldest, 'data');
    const closed = once(oldest.resume(), 'close');
    assert.equal((await ask(url)).status, 200);
    await closed;
    assert.equal(other.readyState, 'open');
    other.destroy();
  });
}

limited('more queries at once than may run are refused: 503', { queries: 1 }, async ({ url, finish }) => {
  const running = await openRaw(url);
  running.subscribe('a', '{ pending }');
  running.subscribe('b', '{ hello }');
  const message = 'Too many queries run at the moment; the limit is 1 queries at once (--max-queries).';
  const errors = [{ message, extensions: { code: 'OVERLOADED' } }];
  assert.deepEqual(await running.next(), { id: 'b', type: 'next', payload: { errors } });
  assert.deepEqual(await running.next(), { id: 'b', type: 'complete' });
  const { status, headers, response } = await ask(url);
  assert.deepEqual([status, headers['retry-after']], [503, '1']);
  assert.deepEqual(await json(response), { errors });
  finish();
  assert.deepEqual(await running.next(), { id: 'a', type: 'next', payload: { data: { pending: 'done' } } });
  assert.equal((await ask(url)).status, 200);
  running.socket.terminate();
});

limited('more operations over a WebSocket than may be under way are refused', { subscriptions: 1 }, async (probe) => {
  const { socket, ...raw } = await openRaw(probe.url);
  raw.subscribe('a', toWords());
  const words = await probe.nextWords();
  raw.subscribe('b', toWords());
  const message =
    'This is one operation too many; the limit is 1 operations under way over a WebSocket (--max-subscriptions).';
  const payload = [{ message, extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } }];
  assert.deepEqual(await raw.next(), { id: 'b', type: 'error', payload });
  words.end();
  assert.deepEqual(await raw.next(), { id: 'a', type: 'complete' });
  raw.subscribe('c', '{ hello }');
  assert.partialDeepStrictEqual(await raw.next(), { id: 'c', type: 'next' });
  socket.terminate();
});

limited('a client that sends too many messages is let go: 1008', { messagesPerSecond: 1 }, async ({ url }) => {
  const { socket, ...raw } = await openRaw(url);
  for (let count = 0; count < 11; count++) raw.send({ type: 'pong' });
  const reason = 'Too many messages; the limit is 1 a second (--max-messages-per-second)';
  assert.deepEqual(await closing(socket), [1008, reason]);
});

limited('a message that is too long closes its socket: 1009', { messageBytes: 300 }, async ({ url }) => {
  const { socket } = await openRaw(url);
  socket.send(' '.repeat(301));
  assert.equal((await closing(socket))[0], 1009);
});

limited('a client that does not begin is let go: 4408', { initTimeoutMs: 50 }, async ({ url }) => {
  const socket = new WebSocket(url, 'graphql-transport-ws');
  assert.deepEqual(await closing(socket), [4408, 'Connection initialisation timeout']);
});

limited('a client that does not answer pings is let go: 1006', { keepAliveTimeoutMs: 120 }, async ({ url }) => {
  const socket = new WebSocket(url, 'graphql-transport-ws', { autoPong: false });
  assert.equal((await closing(socket))[0], 1006);
});

limited(
  'a client that says pong, and not what it was asked, is let go: 1006',
  { keepAliveTimeoutMs: 120 },
  async (probe) => {
    const socket = new WebSocket(probe.url, 'graphql-transport-ws', { autoPong: false });
    socket.on('ping', () => {
      socket.pong();
      socket.pong(Buffer.alloc(4));
    });
    assert.equal((await closing(socket))[0], 1006);
  },
);

limited('a body that is too large is refused: 413', { bodyBytes: 20 }, async ({ url }) => {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: '{"query":  "{ hello }"}' });
  assert.equal(response.status, 413);
  assert.match(await response.text(), /too large; the limit is 20 bytes \(--max-body-bytes\)\./);
});

limited('a query that runs for too long is ended: 503', { queryMs: 50, queries: 1 }, async ({ url, aborted }) => {
  const message = 'The query ran for too long; the limit is 50 ms (--query-timeout-ms).';
  const errors = [{ message, extensions: { code: 'TIMED_OUT' } }];
  const { status, response } = await ask(url, '{ pending }');
  assert.equal(status, 503);
  assert.deepEqual(await json(response), { errors });
  assert.equal(String(await aborted), message);
  const { socket, ...raw } = await openRaw(url);
  raw.subscribe('a', '{ pending }');
  assert.deepEqual(await raw.next(), { id: 'a', type: 'next', payload: { errors } });
  assert.deepEqual(await raw.next(), { id: 'a', type: 'complete' });
  socket.terminate();
});

limited('a query whose client over HTTP has gone is ended', {}, async ({ url, asked, aborted }) => {
  const request = get(`${url}?query={pending}`, { agent: new Agent() });
  request.on('error', () => {}); // that it has gone
  await asked;
  request.destroy();
  assert.equal(String(await aborted), 'Nobody waits for the answer any more.');
});

limited('a query whose client over WebSocket has gone is ended', {}, async ({ url, asked, aborted }) => {
  const { socket, ...raw } = await openRaw(url);
  raw.subscribe('a', '{ pending }');
  await asked;
  socket.terminate();
  assert.equal(String(await aborted), 'Nobody waits for the answer any more.');
});

limited('a query that its client completes is ended, and makes room', { queries: 1 }, async (probe) => {
  const { url, asked, aborted } = probe;
  const { socket, ...raw } = await openRaw(url);
  raw.subscribe('a', '{ pending }');
  await asked;
  raw.send({ id: 'b', type: 'complete' });
  raw.send({ id: 'a', type: 'complete' });
  assert.equal(String(await aborted), 'Nobody waits for the answer any more.');
  raw.subscribe('c', '{ hello }');
  assert.deepEqual(await raw.next(), { id: 'c', type: 'next', payload: { data: { hello: 'world' } } });
  assert.deepEqual(await raw.next(), { id: 'c', type: 'complete' });
  socket.terminate();
});

limited('a query that is completed as soon as it is asked for is ended too', { queries: 1 }, async ({ url }) => {
  const { socket, ...raw } = await openRaw(url);
  raw.subscribe('a', '{ pending }');
  raw.send({ id: 'a', type: 'complete' });
  for (let n = 0, answer = ''; !answer.includes('world'); n++) {
    assert.ok(n < 100, `it runs still: ${answer}`);
    raw.subscribe(`c${n}`, '{ hello }');
    answer = JSON.stringify(await raw.next());
    assert.deepEqual(await raw.next(), { id: `c${n}`, type: 'complete' });
  }
  socket.terminate();
});

limited('an operation that costs too much is refused', { cost: 2 }, async ({ url }) => {
  const message =
    'The operation takes about 3 µs of work: ask for fewer rows, with "first", or fields; the limit is 2 µs of work (--max-cost).';
  const errors = [{ message, extensions: { code: 'TOO_COSTLY' } }];
  const { status, response } = await ask(url, '{ self { self { hello } } }');
  assert.equal(status, 200);
  assert.deepEqual(await json(response), { errors });
  const { socket, ...raw } = await openRaw(url);
  raw.subscribe('a', '{ self { self { hello } } }');
  assert.deepEqual(await raw.next(), { id: 'a', type: 'next', payload: { errors } });
  socket.terminate();
});

limited('many operations in one request are refused: 400', {}, async ({ url }) => {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: '[{"query":"{ hello }"},{"query":"{ hello }"}]' });
  assert.equal(response.status, 400);
  assert.match(await response.text(), /Batching is not supported/);
});
