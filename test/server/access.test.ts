import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { hostname } from 'node:os';
import { text } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { WebSocket } from 'ws';
import { type Probe, serveProbe } from './probe.ts';
import { send } from './send.ts';

const app = 'https://app.example';

let probe: Probe;
let open: Probe;
before(async () => {
  probe = await serveProbe();
  open = await serveProbe({}, [app, 'http://localhost:5173']);
});
after(() => Promise.all([probe, open].map((server) => server[Symbol.asyncDispose]())));

type Headers = Record<string, string>;

/** The status of a query, and of an upgrade to a WebSocket: 101 if it is opened. */
async function statuses({ url }: Probe, headers: Headers) {
  return [(await send(`${url}?query={hello}`, { headers })).status, await upgrade(url, headers)];
}

function upgrade(url: string, headers: Headers): Promise<number | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
  const socket = new WebSocket(url, 'graphql-transport-ws', { headers });
  socket.on('error', reject);
  socket.on('unexpected-response', (_, response) => resolve(response.resume().statusCode));
  socket.on('open', () => {
    socket.terminate();
    resolve(101);
  });
  return promise;
}

for (const [situation, headers, isLetIn] of [
  ['a name that someone lets point here', { host: 'evil.example:4000' }, false],
  [
    'a name that someone lets point here, with itself as origin',
    { host: 'evil.example', origin: 'http://evil.example' },
    false,
  ],
  ['a name that begins like one of this server', { host: 'localhost.evil.example' }, false],
  ['what is no name', { host: 'a b' }, false],
  ['localhost', { host: 'localhost:4000' }, true],
  ['the name of this machine', { host: hostname().toUpperCase() }, true],
  ['an address', { host: '[::1]:4000' }, true],
  ['a page of this server', { host: '127.0.0.1:4000', origin: 'http://127.0.0.1:4000' }, true],
  ['a page of this server, served over TLS by another', { host: 'localhost', origin: 'https://localhost' }, true],
  ['a page of another site', { origin: 'http://evil.example' }, false],
  ['a page of another port', { origin: 'http://127.0.0.1:1' }, false],
  ['a page of no site', { origin: 'null' }, false],
  [
    'a page that says two origins',
    { host: '127.0.0.1:4000', origin: 'http://127.0.0.1:4000, http://evil.example' },
    false,
  ],
  ['a page that no --cors-origin lets in', { origin: app }, false],
] as const) {
  test(`${situation} is ${isLetIn ? 'let in' : 'turned away'}`, async () => {
    assert.deepEqual(await statuses(probe, headers), isLetIn ? [200, 101] : [403, 403]);
  });
}

for (const [origin, isLetIn] of [
  [app, true],
  ['http://localhost:5173', true],
  ['http://app.example', false],
  ['https://app.example:8443', false],
  ['https://app.example.evil.example', false],
  ['https://www.app.example', false],
  ['https://APP.example', false],
  ['http://localhost:3000', false],
  ['null', false],
  ['*', false],
] as const) {
  test(`a page of ${origin} is ${isLetIn ? 'let in' : 'turned away'} where two others are`, async () => {
    assert.deepEqual(await statuses(open, { origin }), isLetIn ? [200, 101] : [403, 403]);
  });
}

test('a page that is let in may not call the server by another name', async () => {
  assert.deepEqual(await statuses(open, { origin: app, host: 'evil.example' }), [403, 403]);
});

test('a page of another site that posts JSON is turned away before it is executed', async () => {
  const body = '{"query":"mutation { say(word: \\"hello\\") }"}';
  const headers = { 'content-type': 'application/json', origin: 'http://evil.example' };
  assert.equal((await send(probe.url, { method: 'POST', headers, body })).status, 403);
  assert.deepEqual(probe.said, []);
});

test('a client that names no host is let in, a page that does not is not', async () => {
  const ask = async (headers: string) => {
    const socket = connect(Number(new URL(probe.url).port), '127.0.0.1');
    socket.write(`GET /graphql?query={hello} HTTP/1.0\r\n${headers}\r\n`);
    return (await text(socket)).split(' ', 2)[1];
  };
  const origins = ['', 'Origin: http://evil.example\r\n', 'Origin: null\r\n'];
  assert.deepEqual(await Promise.all(origins.map(ask)), ['200', '403', '403']);
});

const asked = { 'sec-fetch-dest': 'empty', 'sec-fetch-mode': 'cors' };
const picture = { 'sec-fetch-dest': 'image', 'sec-fetch-mode': 'no-cors' };
const visit = { 'sec-fetch-dest': 'document', 'sec-fetch-mode': 'navigate' };
const frame = { 'sec-fetch-dest': 'iframe', 'sec-fetch-mode': 'navigate' };

for (const [situation, headers, status] of [
  ['its own page asks', { 'sec-fetch-site': 'same-origin', ...asked }, 200],
  ['its user typed', { 'sec-fetch-site': 'none', ...visit }, 200],
  ['a link of another site leads to', { 'sec-fetch-site': 'cross-site', ...visit }, 200],
  ['another site shows as a picture', { 'sec-fetch-site': 'cross-site', ...picture }, 403],
  ['another port of this machine shows as a picture', { 'sec-fetch-site': 'same-site', ...picture }, 403],
  ['another site shows in a frame', { 'sec-fetch-site': 'cross-site', ...frame }, 403],
] as const) {
  test(`a browser sends no Origin for what ${situation}: ${status}`, async () => {
    assert.equal((await send(`${open.url}?query={hello}`, { headers })).status, status);
  });
}
