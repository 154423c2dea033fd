import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { openMachine } from '../../src/model/machine.ts';
import { schema } from '../../src/schema.ts';
import { start } from '../../src/server/start.ts';

const pem = (name: string) => readFileSync(new URL(`../fixtures/tls/${name}.pem`, import.meta.url), 'utf8');
const ca = pem('cert');

async function serve() {
  const machine = await openMachine('/proc');
  const tls = { cert: ca, key: pem('key') };
  return start({ schema, machine, host: '127.0.0.1', port: 0, tls, onFault: assert.ifError });
}

test('a query over TLS, and who asks it', async () => {
  await using server = await serve();
  assert.match(server.url, /^https:/);
  const asking = request(`${server.url}?query={self{caller{pid}}}`, { ca, headers: { accept: 'application/json' } });
  const [response] = await once(asking.end(), 'response');
  assert.deepEqual(JSON.parse(await text(response)).data, { self: { caller: { pid: process.pid } } });
});

test('events over TLS come whole, and in order', async () => {
  await using server = await serve();
  class Trusting extends WebSocket {
    constructor(url: string, protocol: string) {
      super(url, protocol, { ca });
    }
  }
  const client = createClient({ url: server.url.replace('http', 'ws'), webSocketImpl: Trusting, retryAttempts: 0 });
  const query = `subscription { processStat(pid: ${process.pid}, intervalMs: 50) { process { pid } } }`;
  const events = client.iterate({ query });
  for (let count = 0; count < 3; count++) {
    const { value } = await events.next();
    assert.deepEqual(value?.data, { processStat: { process: { pid: process.pid } } });
  }
  await client.dispose();
});
