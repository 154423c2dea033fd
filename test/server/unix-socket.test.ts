import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, lstatSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import { openMachine } from '../../src/model/machine.ts';
import { schema } from '../../src/schema.ts';
import { start } from '../../src/server/start.ts';
import { otherUid } from './other-user.ts';

const directory = mkdtempSync(join(tmpdir(), 'procql-'));
chmodSync(directory, 0o755);
after(() => rmSync(directory, { recursive: true }));
const machine = await openMachine('/proc');
const path = join(directory, 'socket');

function serve(mode: number, at = path) {
  return start({ schema, machine, host: 'localhost', port: 0, unix: { path: at, mode }, onFault: assert.ifError });
}

async function ask(query: string): Promise<unknown> {
  const asking = request({
    socketPath: path,
    path: `/graphql?query=${query}`,
    headers: { accept: 'application/json' },
  });
  const [response] = await once(asking.end(), 'response');
  return JSON.parse(await text(response));
}

const connecting = `require('net').connect(process.argv[1]).on('connect', () => process.exit(0)).on('error', ({ code }) => { console.log(code); process.exit(1) })`;

test('it answers at a path, to whom the mode of its file lets in', async () => {
  await using server = await serve(0o600);
  assert.equal(server.url, `unix:${path}`);
  assert.equal(statSync(path).mode & 0o777, 0o600);
  const { data, extensions } = (await ask('{self{caller{pid}}}')) as { data: unknown; extensions: unknown };
  assert.deepEqual(data, { self: { caller: null } });
  assert.deepEqual(extensions, { procfs: { nulls: [{ field: 'Self.caller', reason: 'UNSUPPORTED', count: 1 }] } });
});

const skip = process.getuid?.() === 0 ? false : 'only root can ask as another user';

test('others are kept out by the mode, or let in', { skip }, async () => {
  const connect = () => promisify(execFile)(process.execPath, ['-e', connecting, path], { uid: otherUid, cwd: '/' });
  {
    await using _server = await serve(0o600);
    await assert.rejects(connect(), { code: 1, stdout: 'EACCES\n' });
  }
  await using _server = await serve(0o666);
  await connect();
});

test('what a server that was killed has left behind makes way', async () => {
  const listening = `require('net').createServer().listen(process.argv[1], () => console.log('listening'))`;
  const child = spawn(process.execPath, ['-e', listening, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
  assert.ok(statSync(path).isSocket());
  await using _server = await serve(0o600);
  assert.deepEqual(await ask('{self{procfsMount}}'), { data: { self: { procfsMount: '/proc' } } });
});

for (const [situation, make] of [
  ['a file', (at: string) => writeFileSync(at, 'precious')],
  ['a directory', (at: string) => mkdirSync(at)],
  ['a link to a socket that nobody listens at', (at: string) => symlinkSync('left-behind', at)],
] as const) {
  test(`${situation} at the path stays, and it does not listen`, async () => {
    const taken = join(directory, situation.replaceAll(' ', '-'));
    make(taken);
    const before = lstatSync(taken);
    await assert.rejects(serve(0o600, taken), { code: 'EADDRINUSE' });
    assert.deepEqual([lstatSync(taken).ino, lstatSync(taken).mode], [before.ino, before.mode]);
  });
}

test('where another server listens, it does not', async () => {
  await using _server = await serve(0o600);
  await assert.rejects(serve(0o600), { code: 'EADDRINUSE' });
  assert.deepEqual(await ask('{self{procfsMount}}'), { data: { self: { procfsMount: '/proc' } } });
});
