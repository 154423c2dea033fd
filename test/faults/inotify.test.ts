import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** In a user namespace whose limit nobody else feels: a process that has a log open, and the server. */
const script = `echo 0 > /proc/sys/user/max_inotify_instances || exit 1
sleep 60 3>>"$1" &
echo $!
exec "$2" "$3" serve --port 0`;

test('a server that may not watch a single file: the lines of a descriptor come all the same', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'procql-'));
  const log = join(directory, 'log');
  const args = ['-Ur', 'sh', '-c', script, 'sh', log, process.execPath, main];
  const env = { ...process.env, PROCQL_TOKEN: 'given-so-that-no-file-is-made' };
  const server = spawn('unshare', args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const lines = createInterface(server.stdout)[Symbol.asyncIterator]();
  const { value: pid, done } = await lines.next();
  if (done) return t.skip(`no user namespace to be had: ${await text(server.stderr)}`);
  t.after(async () => {
    process.kill(Number(pid), 'SIGKILL');
    server.kill('SIGKILL');
    if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
    rmSync(directory, { recursive: true });
  });
  const { value: greeting = '' } = await lines.next();
  const [url = ''] = /http:\S+/.exec(greeting) ?? [];
  const client = createClient({ url: url.replace('http', 'ws'), webSocketImpl: WebSocket, retryAttempts: 0 });
  appendFileSync(log, 'first\n');
  const query = `subscription { fdLines(pid: ${pid}, fd: 3, last: 1) { lines { text } event } }`;
  const events = client.iterate<{ fdLines: unknown }>({ query });
  for (const line of ['first', 'second', 'third']) {
    if (line !== 'first') appendFileSync(log, `${line}\n`);
    const { value } = await events.next();
    assert.deepEqual(value?.data, { fdLines: { lines: [{ text: line }], event: null } });
  }
  await client.dispose();
  const response = await fetch(`${url}?query={process(pid:${pid}){name}}`, { headers: { accept: 'application/json' } });
  assert.deepEqual(await response.json(), { data: { process: { name: 'sleep' } } });
});
