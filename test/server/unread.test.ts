import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { connect, Socket } from 'node:net';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { type Probe, serveProbe, toWords } from './probe.ts';
import { openRaw } from './raw-socket.ts';

/** Answers over HTTP that are not read, or slowly. */

let probe: Probe;
before(async () => {
  probe = await serveProbe({ queryMs: 100 });
});
after(() => probe[Symbol.asyncDispose]());

/** Asks, and reads nothing until it is told to. Resolves when the answer is there, with both ends of the connection. */
async function ask(target: string, accept: string) {
  const served = Promise.withResolvers<Socket>();
  const see = (message: unknown) => {
    const { socket } = message as { socket: unknown }; // as node documents this channel
    assert.ok(socket instanceof Socket);
    served.resolve(socket);
  };
  const { hostname, port } = new URL(probe.url);
  subscribe('net.server.socket', see);
  const client = connect(Number(port), hostname);
  const connection = await served.promise;
  unsubscribe('net.server.socket', see);
  client.write(`GET ${target} HTTP/1.1\r\nHost: localhost\r\nAccept: ${accept}\r\n\r\n`);
  await once(client, 'readable');
  return { client, connection };
}

const page = () => ask('/graphql', 'text/html');
const query = (text: string, accept = 'application/json') => ask(`/graphql?query=${encodeURIComponent(text)}`, accept);

test('those who read nothing are let go, those who read slowly or are told nothing are not', {
  timeout: 60_000,
}, async () => {
  const silent = await query(toWords(), 'text/event-stream');
  const overSse = await probe.nextWords();
  const { socket, ...raw } = await openRaw(probe.url);
  raw.subscribe('a', toWords());
  const overWebSocket = await probe.nextWords();

  const unread = await Promise.all([page(), query('{ long }')]);
  const slow = await query('{ long }');
  let bytes = 0;
  const letGo = Promise.all(unread.map(({ connection }) => once(connection, 'close')));
  for (let isOver = false; !isOver; ) {
    bytes += slow.client.read()?.length ?? 0;
    isOver = await Promise.race([letGo.then(() => true), setTimeout(200, false)]);
  }

  for await (const chunk of slow.client) {
    bytes += chunk.length;
    if (bytes > 20 << 20) break;
  }
  overSse.say('still');
  for (let text = ''; !text.includes('"still"'); ) {
    text += silent.client.read() ?? '';
    if (!text.includes('"still"')) await once(silent.client, 'readable');
  }
  overWebSocket.say('still');
  assert.partialDeepStrictEqual(await raw.next(), { type: 'next', payload: { data: { words: 'still' } } });
  socket.terminate();
  for (const { client } of [silent, ...unread]) client.destroy();
});

test('the page as it is, for many who do not read it, is there once', async () => {
  const before = process.memoryUsage().arrayBuffers;
  const unread = await Promise.all(Array.from({ length: 20 }, page));
  const kept = process.memoryUsage().arrayBuffers - before;
  assert.ok(kept < 40 << 20, `${kept >> 20} MB are kept`);
  for (const { client } of unread) client.destroy();
});
