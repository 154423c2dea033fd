import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { WebSocket } from 'ws';
import { type Probe, serveProbe, toWords, type Words } from './probe.ts';

let probe: Probe;
before(async () => {
  probe = await serveProbe({ keepAliveTimeoutMs: 12_000 });
});
after(() => probe[Symbol.asyncDispose]());

const limits = { timeout: 60_000 };
const long = 'x'.repeat(1 << 20);

/** Pushes until nobody takes any more, then waits until the server has let the client go. */
async function letGo(words: Words): Promise<void> {
  for (let count = 0; count < 50; count++) words.say(`${count}${long}`);
  await words.stopped;
  assert.ok(words.taken < 20, `${words.taken} MB were taken for a client that reads nothing`);
}

test('clients that stop reading cost what was underway, and are let go: over SSE and WebSocket', limits, async () => {
  const { hostname, port } = new URL(probe.url);
  const body = JSON.stringify({ query: toWords() });
  const reader = connect(Number(port), hostname);
  reader.write(
    `POST /graphql HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAccept: text/event-stream\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
  const overSse = await probe.nextWords();
  overSse.say('first');
  await once(reader, 'data');
  reader.pause();

  const socket = new WebSocket(probe.url, 'graphql-transport-ws');
  await once(socket, 'open');
  socket.send('{"type":"connection_init"}');
  await once(socket, 'message');
  socket.send(JSON.stringify({ id: 'a', type: 'subscribe', payload: { query: toWords() } }));
  const overWebSocket = await probe.nextWords();
  overWebSocket.say('first');
  await once(socket, 'message');
  socket.pause();

  await Promise.all([letGo(overSse), letGo(overWebSocket)]);
  reader.destroy();
  socket.terminate();
  const answer = await fetch(`${probe.url}?query={hello}`);
  assert.deepEqual(await answer.json(), { data: { hello: 'world' } });
});
