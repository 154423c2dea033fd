import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { makeMount, statLine } from '../mount.ts';
import { askAs, otherUid } from '../server/other-user.ts';
import { Running, run } from './run.ts';

async function serve(args: readonly string[] = [], uid?: number) {
  const running = new Running(['serve', '--port', '0', ...args], { uid });
  const [, mount, url] = /^procql serves (.*) at (http:.*)$/.exec(await running.line()) ?? [];
  assert.ok(mount && url);
  return { running, mount, url };
}

async function ask(url: string, query: string) {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) });
  return response.json();
}

test('it says where it serves and how many processes there are, and answers', async () => {
  const { running, mount, url } = await serve();
  assert.equal(mount, '/proc');
  assert.match(url, /^http:\/\/127\.0\.0\.1:\d+\/graphql$/);
  assert.match(await running.line(), /^\d+ processes$/);
  assert.deepEqual(await ask(url, '{ process(pid: 1) { pid } }'), { data: { process: { pid: 1 } } });
  running.kill('SIGTERM');
  assert.equal((await running.end()).status, 0);
});

test('it says what the kernel does not let it see', async () => {
  const nobody = process.getuid?.() === 0 ? 65534 : undefined;
  const { running } = await serve([], nobody);
  await running.line();
  assert.match(await running.line(), /^environ and fds of \d+ processes are not readable by uid \d+$/);
  running.kill('SIGTERM');
  assert.equal((await running.end()).status, 0);
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test(`${signal}: subscriptions complete, sockets close, exit status 0 within 2 s`, async () => {
    const { running, url } = await serve();
    const client = createClient({ url: url.replace('http', 'ws'), webSocketImpl: WebSocket, retryAttempts: 0 });
    const query = 'subscription { processStat(pid: 1, intervalMs: 1000) { ended } }';
    const events = client.iterate({ query });
    await events.next();
    await ask(url, '{ process(pid: 1) { pid } }'); // which leaves a connection open
    const idle = connect(Number(new URL(url).port));
    await once(idle, 'connect');
    const start = performance.now();
    running.kill(signal);
    assert.equal((await events.next()).done, true);
    const { status, stderr } = await running.end();
    assert.deepEqual([status, stderr], [0, '']);
    assert.ok(performance.now() - start < 2000);
    idle.destroy();
  });
}

test('it exits though a read hangs in the kernel', async () => {
  const procfs = await makeMount({ '300/stat': statLine(300) });
  execFileSync('mkfifo', [join(procfs, '300/cmdline')]);
  const { running, url } = await serve(['--procfs', procfs]);
  await ask(url, '{ process(pid: 300) { commandLine { text } } }');
  const start = performance.now();
  running.kill('SIGTERM');
  assert.equal((await running.end()).status, 0);
  assert.ok(performance.now() - start < 2000);
});

test('it exits though what it must know to start hangs in the kernel', { timeout: 20_000 }, async () => {
  const procfs = await makeMount({});
  const bootId = join(procfs, 'sys/kernel/random/boot_id');
  await rm(bootId);
  execFileSync('mkfifo', [bootId]);
  const { status, stderr } = await run(['serve', '--port', '0', '--procfs', procfs]);
  assert.equal(status, 1);
  assert.match(stderr, /boot_id: no answer within 1000 ms/);
});

test('it exits though a read has only just begun to hang', async () => {
  const procfs = await makeMount({ '300/stat': statLine(300) });
  execFileSync('mkfifo', [join(procfs, '300/cmdline')]);
  const { running, url } = await serve(['--procfs', procfs]);
  const { port } = new URL(url);
  const client = connect(Number(port));
  client.on('error', () => {});
  client.write('GET /graphql?query={process(pid:300){commandLine{text}}} HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await ask(url, '{ process(pid: 300) { pid } }');
  const start = performance.now();
  running.kill('SIGTERM');
  assert.equal((await running.end()).status, 0);
  assert.ok(performance.now() - start < 2000);
});

test('a port that is taken: one line on stderr, exit status 1', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // it listens on a port
  const { status, stdout, stderr } = await run(['--port', String(port)]);
  assert.deepEqual(
    [status, stdout, stderr],
    [1, '', `procql: port ${port} of 127.0.0.1 is taken: try another --port\n`],
  );
  server.close();
});

test('an address that is not of this machine: one line on stderr, exit status 1', async () => {
  const { status, stderr } = await run(['--host', '192.0.2.1', '--port', '0']);
  assert.equal(status, 1);
  assert.match(stderr, /^procql: cannot listen on port 0 of 192\.0\.2\.1: .*EADDRNOTAVAIL.*\n$/);
});

test('a path that it cannot listen at: what is in the way, exit status 1', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'procql-'));
  const [file, taken, long] = [join(directory, 'file'), join(directory, 'taken'), join(directory, 'x'.repeat(100))];
  writeFileSync(file, '');
  const server = createServer().listen(taken);
  await once(server, 'listening');
  for (const [path, why] of [
    [file, 'what is there is no socket: remove it, or name another path'],
    [taken, 'another server listens there'],
    [long, 'a path of over 107 bytes is none for a socket'],
    [`${directory}/no/socket`, `there is no directory ${directory}/no`],
  ]) {
    const { status, stderr } = await run(['--listen', `unix:${path}`]);
    assert.deepEqual([status, stderr], [1, `procql: cannot listen on ${path}: ${why}\n`]);
  }
  server.close();
  rmSync(directory, { recursive: true });
});

test('a certificate that is none: which file, exit status 1', async () => {
  const file = '/proc/version';
  const { status, stderr } = await run(['--port', '0', '--tls-cert', file, '--tls-key', file]);
  assert.deepEqual([status, stderr], [1, `procql: ${file} is not in PEM, which begins with -----BEGIN\n`]);
});

const skip = process.getuid?.() === 0 ? false : 'only root can run servers of other users';

test('a server of a user answers that user and root, and nobody else without the token that it made', {
  skip,
}, async () => {
  const state = mkdtempSync(join(tmpdir(), 'procql-'));
  chownSync(state, otherUid, -1);
  const running = new Running(['serve', '--port', '0'], { uid: otherUid, env: { XDG_STATE_HOME: state } });
  const [, url = ''] = / at (http:.*)$/.exec(await running.line()) ?? [];
  const asked = `${url}?query={self{user{id}}}`;
  for (const uid of [0, otherUid]) {
    const { status, body } = await askAs(uid, asked);
    assert.deepEqual([status, JSON.parse(body)], [200, { data: { self: { user: { id: otherUid } } } }]);
  }
  assert.equal((await askAs(otherUid + 1, asked)).status, 401);
  const token = readFileSync(join(state, 'procql/token'), 'utf8').trim();
  assert.equal((await askAs(otherUid + 1, asked, { authorization: `Bearer ${token}` })).status, 200);
  running.kill('SIGTERM');
  assert.deepEqual((await running.end()).stderr, '');
  rmSync(state, { recursive: true });
});

for (const [flags, warning] of [
  [['--auth', 'none'], /^procql: whoever reaches this server reads what it may read: --auth none\n$/],
  [
    ['--host', '0.0.0.0'],
    /^procql: what is sent, the token too, can be read on its way: give --tls-cert and --tls-key\n$/,
  ],
  [['--host', '0.0.0.0', '--behind-tls'], /^$/],
] as const) {
  test(`${flags.join(' ')}: what whoever runs it should know, on stderr`, async () => {
    const { running } = await serve(flags);
    await running.line();
    running.kill('SIGTERM');
    assert.match((await running.end()).stderr, warning);
  });
}

test('PROCQL_TOKEN that can be guessed: one line on stderr, exit status 1', async () => {
  const running = new Running(['serve', '--port', '0'], { env: { PROCQL_TOKEN: 'secret' } });
  const { status, stderr } = await running.end();
  assert.deepEqual(
    [status, stderr],
    [1, 'procql: PROCQL_TOKEN must be a token of at least 16 characters without spaces\n'],
  );
});
