import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { Victim } from './victim.ts';

const limits = { timeout: 60_000 };

/** Lets the server open so many descriptors more. */
function leave({ pid }: Victim, count: number): void {
  const used = new Set(readdirSync(`/proc/${pid}/fd`).map(Number));
  const numbers = Array.from({ length: used.size + count + 1 }, (_, number) => number);
  const limit = numbers.filter((number) => !used.has(number))[count];
  execFileSync('prlimit', ['--pid', String(pid), `--nofile=${limit}:`]);
}

const leaveMany = (victim: Victim) => leave(victim, 1000);

/** A client that is connected before there is no room for more. */
async function connected({ url }: Victim): Promise<Client> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const socket = { url: url.replace('http', 'ws'), webSocketImpl: WebSocket, retryAttempts: 0, lazy: false };
  const client = createClient({ ...socket, on: { connected: () => resolve() } });
  await promise;
  return client;
}

const ofItself = { query: `{ process(pid: ${process.pid}) { pid } }` };

const exhausted = {
  data: { process: null },
  extensions: { procfs: { nulls: [{ field: 'Query.process', reason: 'EXHAUSTED', count: 1 }] } },
};

test(
  'no descriptor is left: clients are turned away or told so, subscriptions go on, and it recovers',
  limits,
  async () => {
    await using victim = await Victim.start();
    const before = await victim.warmUp();
    const client = await connected(victim);
    const table = client.iterate({ query: 'subscription { processTable(intervalMs: 100) { rows { pid } left } }' });
    const { value: first } = await table.next();
    assert.ok(JSON.stringify(first).includes(`{"pid":${process.pid}}`));

    leave(victim, 0);
    const child = spawn('sleep', ['60']);
    await assert.rejects(victim.ask(ofItself.query), { message: 'fetch failed' });
    const { value: answer } = await client.iterate(ofItself).next();
    assert.deepEqual(answer, exhausted);

    leaveMany(victim);
    for (let isListed = false; !isListed; ) {
      const { value } = await table.next();
      assert.equal(value?.errors, undefined);
      isListed = JSON.stringify(value).includes(`{"pid":${child.pid}}`);
    }
    child.kill('SIGKILL');
    await once(child, 'exit');
    await client.dispose();
    await victim.isWell(before);
  },
);

test('no descriptor is left before its threads have begun: answers say so, and they begin later', limits, async () => {
  await using victim = await Victim.start();
  const client = await connected(victim);
  const query = '{ processes(first: 1000) { nodes { pid commandLine { text } } } }';
  for (const count of [0, 0, 1, 2, 4]) {
    leave(victim, count);
    const { value: answer } = await client.iterate({ query }).next();
    const table = client.iterate({ query: 'subscription { processTable { rows { pid } } }' });
    const { value: event } = await table.next();
    await table.return?.();
    for (const { extensions } of [...(answer?.errors ?? []), ...(event?.errors ?? [])]) {
      assert.equal(extensions?.code, 'EXHAUSTED');
    }
  }
  leaveMany(victim);
  const before = await victim.warmUp();
  await client.dispose();
  await victim.isWell(before);
  await victim[Symbol.asyncDispose]();
  assert.doesNotMatch(await victim.complaints, /^procql: (?!ProcfsError: (no thread|.*: EMFILE))/m);
});
