import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { openMachine } from '../../src/model/machine.ts';
import { schema } from '../../src/schema.ts';
import { start } from '../../src/server/start.ts';
import { Shell } from '../live/shell.ts';

const directory = mkdtempSync(join(tmpdir(), 'procql-'));
const path = join(directory, 'log');
const faults: unknown[] = [];
const machine = await openMachine('/proc');
const server = await start({ schema, machine, host: '127.0.0.1', port: 0, onFault: (fault) => faults.push(fault) });
after(async () => {
  await server[Symbol.asyncDispose]();
  rmSync(directory, { recursive: true });
});

/** Another client that asks for the lines of descriptor 3. */
function follow(pid: number) {
  const client = createClient({
    url: server.url.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
  });
  const query = `subscription { fdLines(pid: ${pid}, fd: 3, last: 1) { lines { text } event } }`;
  return client.iterate<{ fdLines: { lines: { text: string }[]; event: string | null } }>({ query });
}

test('clients that ask for the same lines at different times are each given their own last ones', async () => {
  appendFileSync(path, 'one\ntwo\n');
  await using shell = new Shell();
  await shell.run(`exec 3>>${path}`);
  const event = (event: string | null, ...texts: string[]) => ({
    done: false,
    value: { data: { fdLines: { lines: texts.map((text) => ({ text })), event } } },
  });
  const early = follow(shell.pid);
  assert.deepEqual(await early.next(), event(null, 'two'));
  await shell.run('echo three >&3');
  assert.deepEqual(await early.next(), event(null, 'three'));
  const late = follow(shell.pid);
  assert.deepEqual(await late.next(), event(null, 'three'));
  await shell.run('echo four >&3');
  for (const client of [early, late]) assert.deepEqual(await client.next(), event(null, 'four'));
  await late.return?.();
  await shell.run('exec 3>&-');
  assert.deepEqual(await early.next(), event('CLOSED'));
  assert.deepEqual(await early.next(), { done: true, value: undefined });
  assert.deepEqual(faults, []);
});

test('one who asks for what others still follow, but is closed: an error for that one alone', async () => {
  await using shell = new Shell();
  await shell.run(`exec 3>>${path}; echo last >&3`);
  const early = follow(shell.pid);
  await early.next();
  await shell.run('exec 3>&-');
  const late = await follow(shell.pid)
    .next()
    .catch((errors: unknown) => ({ value: { errors } }));
  assert.partialDeepStrictEqual(late, { value: { errors: [{ extensions: { code: 'NOT_FOUND' } }] } });
  assert.equal((await early.next()).value?.data?.fdLines.event, 'CLOSED');
});
