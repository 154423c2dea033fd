import assert from 'node:assert/strict';
import { on, once } from 'node:events';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { type ClientOptions, WebSocket } from 'ws';
import { type Probe, serveProbe, toWords } from './probe.ts';

/** Each way to break the protocol, and the code that the socket is closed with. */

let probe: Probe;
before(async () => {
  probe = await serveProbe();
});
after(() => probe[Symbol.asyncDispose]());

const init = '{"type":"connection_init"}';
const subscribe = (id: string, query: string) => JSON.stringify({ id, type: 'subscribe', payload: { query } });

async function open(options: ClientOptions = {}): Promise<WebSocket> {
  const socket = new WebSocket(probe.url, 'graphql-transport-ws', options);
  await once(socket, 'open');
  return socket;
}

/** A socket that has been let in. */
async function letIn(options?: ClientOptions): Promise<WebSocket> {
  const socket = await open(options);
  socket.send(init);
  assert.deepEqual(await message(socket), { type: 'connection_ack' });
  return socket;
}

async function message(socket: WebSocket): Promise<unknown> {
  const [data] = await once(socket, 'message');
  return JSON.parse(String(data));
}

async function closed(socket: WebSocket): Promise<{ code: number; reason: string }> {
  const [code, reason] = await once(socket, 'close');
  return { code, reason: String(reason) };
}

for (const [situation, text] of [
  ['that is no JSON', 'hello'],
  ['that is empty', ''],
  ['that is half of one', '{"type":"connection_init"'],
  ['that is null', 'null'],
  ['that is a list', `[${init}]`],
  ['with no type', '{"id":"a"}'],
  ['with a type that is no string', '{"type":1}'],
  ['of an unknown type', '{"type":"hello"}'],
  ['of a type of the protocol before this one', '{"type":"start","id":"a","payload":{"query":"{hello}"}}'],
  ['with a payload that is no object', '{"type":"ping","payload":"hello"}'],
  ['to subscribe, with no id', '{"type":"subscribe","payload":{"query":"{hello}"}}'],
  ['to subscribe, with an empty id', subscribe('', '{hello}')],
  ['to subscribe, with an id that is no string', '{"id":1,"type":"subscribe","payload":{"query":"{hello}"}}'],
  ['to subscribe, with no payload', '{"id":"a","type":"subscribe"}'],
  ['to subscribe, with no query', '{"id":"a","type":"subscribe","payload":{}}'],
  ['to subscribe, with a query that is no string', '{"id":"a","type":"subscribe","payload":{"query":1}}'],
  [
    'to subscribe, with a list of variables',
    '{"id":"a","type":"subscribe","payload":{"query":"{hello}","variables":[]}}',
  ],
  ['to complete, with no id', '{"type":"complete"}'],
  ['that only a server sends: connection_ack', '{"type":"connection_ack"}'],
  ['that only a server sends: next', '{"id":"a","type":"next","payload":{"data":{}}}'],
  ['that only a server sends: error', '{"id":"a","type":"error","payload":[{"message":"hello"}]}'],
] as const) {
  test(`a message ${situation}: 4400`, async () => {
    const socket = await letIn();
    socket.send(text);
    assert.equal((await closed(socket)).code, 4400);
    assert.deepEqual(probe.faults, []);
  });
}

test('a client is told what is wrong with a message', async () => {
  const socket = await letIn();
  socket.send('{"id":"a"}');
  assert.equal((await closed(socket)).reason, "Invalid message: Message is missing the 'type' property");
});

test('a message that is binary, though it would be right as text: 4400', async () => {
  const socket = await open();
  socket.send(Buffer.from(init));
  assert.deepEqual(await closed(socket), { code: 4400, reason: 'Messages are text, not binary' });
});

test('an operation before connection_init: 4401', async () => {
  const socket = await open();
  socket.send(subscribe('a', '{hello}'));
  assert.deepEqual(await closed(socket), { code: 4401, reason: 'Unauthorized' });
});

test('no subprotocol: 4406', async () => {
  const socket = new WebSocket(probe.url);
  assert.deepEqual(await closed(socket), { code: 4406, reason: 'Subprotocol not acceptable' });
});

test('the subprotocol before this one: 4406', async () => {
  const { port, host } = new URL(probe.url);
  const socket = connect(Number(port), '127.0.0.1');
  const key = Buffer.alloc(16).toString('base64');
  socket.write(
    `GET /graphql HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n` +
      `Sec-WebSocket-Key: ${key}\r\nSec-WebSocket-Protocol: graphql-ws\r\n\r\n`,
  );
  let received = Buffer.alloc(0);
  const reason = 'Subprotocol not acceptable';
  for await (const chunk of socket) {
    received = Buffer.concat([received, chunk]);
    if (received.includes(reason)) break;
  }
  const frame = received.subarray(received.indexOf('\r\n\r\n') + 4);
  assert.match(String(received), /^HTTP\/1\.1 101 /);
  assert.doesNotMatch(String(received), /Sec-WebSocket-Protocol/i);
  assert.deepEqual([frame.readUInt8(0), frame.readUInt16BE(2), String(frame.subarray(4))], [0x88, 4406, reason]);
});

test('one subprotocol of several that is spoken here', async () => {
  const socket = new WebSocket(probe.url, ['graphql-ws', 'graphql-transport-ws']);
  await once(socket, 'open');
  assert.equal(socket.protocol, 'graphql-transport-ws');
  socket.terminate();
});

test('no connection_init for 3 s, though there are pings: 4408', async () => {
  const start = performance.now();
  const socket = await open();
  socket.send('{"type":"ping"}');
  assert.deepEqual(await message(socket), { type: 'pong' });
  assert.deepEqual(await closed(socket), { code: 4408, reason: 'Connection initialisation timeout' });
  assert.ok(performance.now() - start > 2900);
});

for (const [situation, query] of [
  ['a subscription', toWords()],
  ['a query that is being answered', '{ hello }'],
] as const) {
  test(`the id of ${situation}, once more: 4409`, async () => {
    const socket = await letIn();
    socket.send(subscribe('a', query));
    socket.send(subscribe('a', '{ twice(n: 1) }'));
    assert.deepEqual(await closed(socket), { code: 4409, reason: 'Subscriber for a already exists' });
    if (query !== '{ hello }') await (await probe.nextWords()).stopped;
  });
}

test('an id once more that is too long to be named in full: 4409', async () => {
  const socket = await letIn();
  for (let n = 0; n < 2; n++) socket.send(subscribe('é'.repeat(200), '{ hello }'));
  const reason = `Subscriber for ${'é'.repeat(54)}`;
  assert.deepEqual(await closed(socket), { code: 4409, reason });
  assert.deepEqual(probe.faults, []);
});

test('an id once more when what had it is over', async () => {
  const socket = await letIn();
  const arrived = on(socket, 'message');
  const next = async () => JSON.parse(String((await arrived.next()).value?.[0]));
  for (const n of [1, 2]) {
    socket.send(subscribe('a', `{ twice(n: ${n}) }`));
    assert.deepEqual(await next(), { id: 'a', type: 'next', payload: { data: { twice: 2 * n } } });
    assert.deepEqual(await next(), { id: 'a', type: 'complete' });
  }
  socket.terminate();
});

for (const [situation, isLetIn] of [
  ['after the first was answered', true],
  ['at once', false],
] as const) {
  test(`a second connection_init ${situation}: 4429`, async () => {
    const socket = await (isLetIn ? letIn() : open());
    socket.send(init);
    if (!isLetIn) socket.send(init);
    assert.deepEqual(await closed(socket), { code: 4429, reason: 'Too many initialisation requests' });
  });
}

test('a message over 1 MB: 1009', async () => {
  const socket = await letIn();
  socket.send(' '.repeat(1_000_001));
  assert.equal((await closed(socket)).code, 1009);
});

test('a message over 1 MB in pieces that are not: 1009', async () => {
  const socket = await letIn();
  socket.send(' '.repeat(600_000), { fin: false });
  socket.send(' '.repeat(600_000), { fin: true });
  assert.equal((await closed(socket)).code, 1009);
});

test('a message of text that is not UTF-8: 1007', async () => {
  const socket = await letIn();
  socket.send(Buffer.from([0xff]), { binary: false });
  assert.equal((await closed(socket)).code, 1007);
});

test('a frame that is not masked, as those of clients are: 1002', async () => {
  const socket = await letIn();
  socket.send('{"type":"ping"}', { mask: false });
  assert.equal((await closed(socket)).code, 1002);
});

test('a client that closes is answered with its own code', async () => {
  const socket = await letIn();
  socket.close(4499, 'I have seen enough');
  assert.equal((await closed(socket)).code, 4499);
});

test('nothing that is sent after a violation is done', async () => {
  const socket = await letIn();
  socket.send('hello');
  socket.send(subscribe('a', toWords()));
  await closed(socket);
  const other = await letIn();
  other.send(subscribe('b', toWords()));
  const words = await probe.nextWords();
  words.say('one');
  assert.deepEqual(await message(other), { id: 'b', type: 'next', payload: { data: { words: 'one' } } });
  other.terminate();
});

test('to complete what is not there is no violation: it may have ended by then', async () => {
  const socket = await letIn();
  socket.send('{"id":"a","type":"complete"}');
  socket.send('{"type":"pong"}');
  socket.send('{"type":"ping","payload":{"n":1}}');
  assert.deepEqual(await message(socket), { type: 'pong', payload: { n: 1 } });
  socket.terminate();
});
