import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { openMachine } from '../../src/model/machine.ts';
import { schema } from '../../src/schema.ts';
import type { Auth } from '../../src/server/admission.ts';
import { type Server, start } from '../../src/server/start.ts';
import { askAs, openAs, otherUid } from './other-user.ts';

const isRoot = process.getuid?.() === 0;
const skip = isRoot ? false : 'only root can ask as another user';
const token = 'a-token-that-nobody-guesses';
const servers: Record<Auth, Server> = {} as Record<Auth, Server>; // filled before the tests

before(async () => {
  const machine = await openMachine('/proc');
  for (const auth of ['user', 'token', 'none'] as const) {
    servers[auth] = await start({ schema, machine, host: '127.0.0.1', port: 0, auth, token, onFault: assert.ifError });
  }
});
after(() => Promise.all(Object.values(servers).map((server) => server[Symbol.asyncDispose]())));

const query = '?query={self{caller{pid}}}';
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

async function ask(auth: Auth, headers: Readonly<Record<string, string>> = {}) {
  const response = await fetch(servers[auth].url + query, { headers: { accept: 'application/json', ...headers } });
  return { status: response.status, body: await response.text(), headers: response.headers };
}

test('the user of the server is answered, and can be told who asked', async () => {
  const { status, body } = await ask('user');
  assert.equal(status, 200);
  assert.deepEqual(JSON.parse(body), { data: { self: { caller: { pid: process.pid } } } });
});

test('another user is refused, in words that say what to do', { skip }, async () => {
  const { status, body } = await askAs(otherUid, servers.user.url + query);
  assert.equal(status, 401);
  const [{ message, extensions }] = JSON.parse(body).errors;
  assert.match(message, /^You are not the user who runs this server\. Send the token/);
  assert.equal(extensions.code, 'UNAUTHENTICATED');
});

test('another user who has the token is answered', { skip }, async () => {
  const { status, body } = await askAs(otherUid, servers.user.url + query, bearer(token));
  assert.equal(status, 200);
  assert.ok(JSON.parse(body).data.self.caller.pid > 1);
});

for (const [what, headers] of [
  ['a wrong token', bearer('another-token-altogether')],
  ['an empty token', { authorization: 'Bearer ' }],
  ['another scheme', { authorization: `Basic ${token}` }],
] as const) {
  test(`${what} is refused, whoever sends it`, async () => {
    const { status, body, headers: answered } = await ask('user', headers);
    assert.equal(status, 401);
    assert.match(body, /This is not the token of this server/);
    assert.equal(answered.get('www-authenticate'), 'Bearer realm="procql"');
  });
}

for (const name of ['Forwarded', 'Via', 'X-Forwarded-For', 'X-Forwarded-Server', 'X-Forwarded-Anything', 'X-Real-IP']) {
  test(`what came by a proxy, as ${name} says, is not answered for whose socket it is`, async () => {
    const { status, body } = await ask('user', { [name]: 'for=1.2.3.4' });
    assert.equal(status, 401);
    assert.match(body, /It came by a proxy/);
    assert.equal((await ask('user', { [name]: 'for=1.2.3.4', ...bearer(token) })).status, 200);
  });
}

test('what came by a proxy is not answered for whose socket it is, whatever headers come before the one that says so', async () => {
  const { hostname, port } = new URL(servers.user.url);
  const socket = connect(Number(port), hostname);
  const request = `GET /graphql${query} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n`;
  socket.write(`${request}${'a:\r\n'.repeat(3000)}X-Forwarded-For: 1.2.3.4\r\n\r\n`);
  assert.match(await text(socket), /^HTTP\/1\.1 401 .*It came by a proxy/s);
});

test('--auth token asks everyone for it', async () => {
  assert.equal((await ask('token')).status, 401);
  assert.equal((await ask('token', bearer(token))).status, 200);
});

test('--auth none asks nobody', { skip }, async () => {
  assert.equal((await askAs(otherUid, servers.none.url + query)).status, 200);
});

test('a WebSocket of another user is closed when it greets: 4403, with the reason', { skip }, async () => {
  const { code, reason } = await openAs(otherUid, servers.user.url);
  assert.equal(code, 4403);
  assert.match(String(reason), /^You are not the user who runs this server/);
});

test('a WebSocket that greets with the token is welcome', { skip }, async () => {
  for (const name of ['Authorization', 'authorization']) {
    assert.deepEqual(await openAs(otherUid, servers.user.url, { [name]: `Bearer ${token}` }), {
      type: 'connection_ack',
    });
  }
});

test('a WebSocket that greets with a wrong token is closed', async () => {
  const { code } = await openAs(process.getuid?.() ?? 0, servers.user.url, bearer('another-token-altogether'));
  assert.equal(code, 4403);
});

test('the page for browsers says nothing of the machine, and is for everyone', { skip }, async () => {
  const { status, body } = await askAs(otherUid, servers.user.url, { accept: 'text/html' });
  assert.equal(status, 200);
  assert.match(body, /<!doctype html>/i);
});

test('one user has as many connections as one may have: 429, and those that are open go on', async () => {
  const machine = await openMachine('/proc');
  const limits = { connectionsPerUid: 2 };
  await using server = await start({ schema, machine, limits, host: '127.0.0.1', port: 0, onFault: assert.ifError });
  const path = new URL(server.url + query);
  const askOver = async (agent: Agent): Promise<[status: number | undefined, body: string]> => {
    const [response] = await once(request(path, { agent, headers: { accept: 'application/json' } }).end(), 'response');
    return [response.statusCode, await text(response)];
  };
  const [first, second, third] = [1, 2, 3].map(() => new Agent({ keepAlive: true, maxSockets: 1 }));
  assert.ok(first && second && third);
  for (const agent of [first, second, first]) assert.equal((await askOver(agent))[0], 200);
  const [status, body] = await askOver(third);
  assert.equal(status, 429);
  assert.match(body, /--max-connections-per-uid/);
  assert.equal((await askOver(second))[0], 200);
  for (const agent of [first, second, third]) agent.destroy();
});
