import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { openMachine } from '../../src/model/machine.ts';
import { sleeper } from '../act.ts';
import { Running, run } from './run.ts';

const machine = await openMachine('/proc');
const stop = 'mutation ($id: ID!) { signalProcess(id: $id, signal: SIGTERM) { __typename } }';
const done = { data: { signalProcess: { __typename: 'ProcessActed' } } };

async function serve(...args: string[]) {
  const running = new Running(['serve', '--port', '0', ...args]);
  const [, url] = / at (http:.*)$/.exec(await running.line()) ?? [];
  assert.ok(url);
  const end = () => {
    running.kill('SIGTERM');
    return running.end();
  };
  return { url, end };
}

function post(url: string, id: string): Promise<Response> {
  const body = JSON.stringify({ query: stop, variables: { id } });
  return fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
}

test('a server that was not told to has no mutations', async () => {
  const { child, id } = sleeper(machine);
  const { url, end } = await serve();
  const { errors } = (await (await post(url, id)).json()) as { errors: object[] }; // what an answer has that was refused
  assert.partialDeepStrictEqual(errors, [{ message: 'The mutation operation is not supported by the schema.' }]);
  assert.equal((await end()).stderr, '');
  assert.equal(child.exitCode, null);
});

test('over HTTP: the act is done, and logged on stderr with the address of who asked', async () => {
  const { child, pid, id } = sleeper(machine);
  const { url, end } = await serve('--allow-control');
  assert.deepEqual(await (await post(url, id)).json(), done);
  assert.equal(child.signalCode ?? (await once(child, 'exit'))[1], 'SIGTERM');
  const { stderr } = await end();
  assert.match(stderr, /^procql: 127\.0\.0\.1:\d+: SIGTERM to process \d+ \(Process:.*\): done\n$/);
  assert.ok(stderr.includes(` ${pid} (${id})`));
});

test('over a WebSocket: the same', async () => {
  const { child, id } = sleeper(machine);
  const { url, end } = await serve('--allow-control');
  const client = createClient({ url: url.replace('http', 'ws'), webSocketImpl: WebSocket, retryAttempts: 0 });
  const { value } = await client.iterate({ query: stop, variables: { id } }).next();
  assert.deepEqual(value, done);
  assert.equal(child.signalCode ?? (await once(child, 'exit'))[1], 'SIGTERM');
  await client.dispose();
  assert.match((await end()).stderr, /^procql: 127\.0\.0\.1:\d+: SIGTERM to process \d+ \(Process:.*\): done\n$/);
});

test('a GET request does nothing', async () => {
  const { child, id } = sleeper(machine);
  const { url, end } = await serve('--allow-control');
  const parameters = new URLSearchParams({ query: stop, variables: JSON.stringify({ id }) });
  assert.equal((await fetch(`${url}?${parameters}`)).status, 405);
  assert.equal((await end()).stderr, '');
  assert.equal(child.exitCode, null);
});

test('the command query: not unless it is told to', async () => {
  const { child, id } = sleeper(machine);
  const args = ['query', stop, '--variables', JSON.stringify({ id })];
  const refused = await run(args);
  assert.match(refused.stdout, /"The mutation operation is not supported by the schema\."/);
  assert.equal(refused.status, 1);
  const { status, stdout, stderr } = await run([...args, '--allow-control']);
  assert.deepEqual(JSON.parse(stdout), done);
  assert.match(stderr, /^procql: command line: SIGTERM to process \d+ \(.*\): done\n$/);
  assert.equal(status, 0);
  assert.equal(child.signalCode ?? (await once(child, 'exit'))[1], 'SIGTERM');
});

test('schema --allow-control prints the schema with mutations', async () => {
  assert.match((await run(['schema', '--allow-control'])).stdout, /^type Mutation \{$/m);
  assert.doesNotMatch((await run(['schema'])).stdout, /^type Mutation \{$/m);
});
