import assert from 'node:assert/strict';
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { Victim } from './victim.ts';

const limits = { timeout: 90_000 };
const tableQuery = 'subscription { processTable(intervalMs: 100) { rows { id pid name } left } }';
const client = ({ url }: Victim) =>
  createClient({ url: url.replace('http', 'ws'), webSocketImpl: WebSocket, retryAttempts: 0 });

test('a process with 100 subscribers is killed: the others go on, and nothing of it stays', limits, async () => {
  await using victim = await Victim.start();
  const before = await victim.warmUp();
  const other = client(victim);
  const events = other.iterate({ query: 'subscription { systemStat(intervalMs: 100) { cpu { busyPercent } } }' });
  await events.next();
  const path = fileURLToPath(new URL('../bench/subscribers-child.ts', import.meta.url));
  const child = fork(path, [victim.url, '100', tableQuery]);
  await once(child, 'message'); // each of them has had its first event
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
  for (let count = 0; count < 5; count++) assert.equal((await events.next()).value?.errors, undefined);
  await other.dispose();
  await victim.isWell(before);
});

/** Of a request, and of what follows an upgrade, the beginning only. */
const halves = [
  '',
  'GET /graphql?query={__typename} HT',
  'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"query":',
  'GET /graphql HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
    'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n',
] as const;

test('200 sockets that are half open: their clients have ended, or say nothing more', limits, async () => {
  await using victim = await Victim.start();
  const before = await victim.warmUp();
  const { hostname, port } = new URL(victim.url);
  const sockets = Array.from({ length: 200 }, (_, n) => {
    const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true });
    socket.on('error', () => {}); // the server may let it go as it likes
    socket.resume();
    const half = halves[n % halves.length] ?? '';
    if (n % 8 < 4) socket.end(half);
    else socket.write(half);
    return socket;
  });
  await Promise.all(sockets.map((socket) => socket.connecting && once(socket, 'connect')));
  const { data } = await victim.ask(`{ process(pid: ${process.pid}) { pid } }`);
  assert.deepEqual(data, { process: { pid: process.pid } });
  for (const socket of sockets.filter((_, n) => n % 8 >= 4)) socket.resetAndDestroy();
  await victim.isWell(before);
  for (const socket of sockets) socket.destroy();
});

/** 5,000 processes, 50 at a time, each of which ends at once. It ends by itself. */
const bomb = `n=0; while [ $n -lt 100 ]; do
  i=0; while [ $i -lt 50 ]; do /bin/true & i=$((i+1)); done; wait; n=$((n+1)); done`;

test('5,000 processes come and go while all are listed and watched', limits, async () => {
  await using victim = await Victim.start();
  const before = await victim.warmUp();
  const watcher = client(victim);
  const known = new Set<string>();
  const table = watcher.iterate<{ processTable: { rows: { id: string }[]; left: string[] } }>({ query: tableQuery });
  const shell = spawn('sh', ['-c', bomb], { stdio: 'ignore' });
  let isOver = false;
  const exit = once(shell, 'exit').finally(() => {
    isOver = true;
  });
  const lists = async () => {
    while (!isOver) {
      const { data } = await victim.ask('{ processes(first: 1000) { nodes { pid name commandLine { text } } } }');
      assert.match(JSON.stringify(data), new RegExp(`{"pid":${process.pid},`));
    }
  };
  const watches = async () => {
    while (!isOver) {
      const { value } = await table.next();
      assert.equal(value?.errors, undefined);
      for (const { id } of value?.data?.processTable.rows ?? []) known.add(id);
      for (const id of value?.data?.processTable.left ?? []) assert.ok(known.has(id), `${id} left, and never was`);
    }
  };
  await Promise.all([lists(), lists(), watches()]);
  assert.deepEqual(await exit, [0, null]);
  await watcher.dispose();
  await victim.isWell(before);
});
