import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { test } from 'node:test';
import { Connections } from '../../src/server/connections.ts';
import { defaultLimits } from '../../src/server/limits.ts';

test('a user that has as many connections as one may have is refused more, until one of them closes', async () => {
  const connections = new Connections({ ...defaultLimits, connectionsPerUid: 1 });
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(address !== null && typeof address === 'object');
  const clients: Socket[] = [];
  const open = async (uid: number): Promise<Socket> => {
    const client = connect(address.port, '127.0.0.1');
    clients.push(client);
    const [socket] = await once(server, 'connection');
    connections.opened(socket);
    connections.belongs(socket, uid);
    return socket;
  };
  const first = await open(1000);
  assert.equal(connections.refusal(first), undefined);
  const text =
    'The user 1000 has as many connections as one may have: 1 connections of a user (--max-connections-per-uid). Close one.';
  assert.deepEqual(connections.refusal(await open(1000)), { status: 429, text });
  assert.equal(connections.refusal(await open(1001)), undefined);
  first.destroy();
  await once(first, 'close');
  assert.equal(connections.refusal(await open(1000)), undefined);
  for (const client of clients) client.destroy();
  server.close();
  await once(server, 'close');
});
