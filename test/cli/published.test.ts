import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openMachine } from '../../src/model/machine.ts';
import { packageFile } from '../../src/package-file.ts';
import { sleeper } from '../act.ts';
import { watching } from '../bench/watching.ts';
import { copied } from './copied.ts';
import { Running } from './run.ts';

const program = fileURLToPath(new URL('../../dist/main.cjs', import.meta.url));

/** The first event. */
async function first(url: string, selection: string): Promise<unknown> {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  await using _watching = await watching(url, `subscription { ${selection} }`, resolve);
  return promise;
}

before(() => execFileSync('npm', ['run', 'build'], { stdio: 'ignore' }));

test('what is published answers with each of its threads', async () => {
  const { version } = JSON.parse(readFileSync(packageFile('package.json'), 'utf8'));
  assert.equal(execFileSync(program, ['--version'], { encoding: 'utf8' }), `${version}\n`);

  const running = new Running(['serve', '--port', '0'], { main: program });
  const [url = ''] = /http:\S+/.exec(await running.line()) ?? [];
  const query = '{ process(pid: 1) { pid } symbols(first: 0) { totalCount } }';
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) });
  const { data } = (await response.json()) as { data: { symbols: { totalCount: number } } }; // what was asked
  assert.partialDeepStrictEqual(data, { process: { pid: 1 } });
  assert.ok(data.symbols.totalCount > 1000);
  const page = await fetch(url, { headers: { accept: 'text/html' } });
  assert.match(await page.text(), /<title>procql<\/title>.*processTable/s);
  assert.partialDeepStrictEqual(await first(url, 'processTable { left }'), { processTable: { left: [] } });
  assert.partialDeepStrictEqual(await first(url, 'processEvents { missedEvents }'), {
    processEvents: { missedEvents: 0 },
  });
  running.kill('SIGTERM');
  assert.partialDeepStrictEqual(await running.end(), { status: 0, stderr: '' });
});

test('it signals a process by what only the C library can do, and says nothing else', async () => {
  const { child, id } = sleeper(await openMachine('/proc'));
  const signal = `mutation { signalProcess(id: "${id}", signal: SIGTERM) { __typename } }`;
  const { stdout, stderr } = await new Running(['query', signal, '--allow-control'], { main: program }).end();
  assert.deepEqual(JSON.parse(stdout), { data: { signalProcess: { __typename: 'ProcessActed' } } });
  assert.match(stderr, /^procql: command line: SIGTERM to process \d+ \(.*\): done\n$/);
  assert.equal(child.signalCode ?? (await once(child, 'exit'))[1], 'SIGTERM');
});

const forQueries = ['--v8-pool-size=1', '--max-semi-space-size=4'];

for (const [command, options] of [
  ['query', forQueries],
  ['serve', []],
] as const) {
  test(`it starts node by itself, for ${command} ${options.length > 0 ? `with ${options.join(' ')}` : 'as usual'}`, () => {
    const directory = mkdtempSync(join(tmpdir(), 'procql-'));
    after(() => rmSync(directory, { recursive: true }));
    writeFileSync(join(directory, 'node'), '#!/bin/sh\nprintf "%s\\n" "$@"\n', { mode: 0o755 });
    const started = execFileSync(program, [command, 'two words'], { env: { PATH: directory }, encoding: 'utf8' });
    assert.deepEqual(started.split('\n'), [...options, program, command, 'two words', '']);
  });
}

test('node takes what it is started with', () => {
  const asked = '{ self { process { commandLine { arguments } } } }';
  const answer = execFileSync(program, ['query', asked], { encoding: 'utf8' });
  const own = ['node', ...forQueries, program, 'query', asked];
  assert.deepEqual(JSON.parse(answer), { data: { self: { process: { commandLine: { arguments: own } } } } });
});

const query = ['query', '{ __typename }'];

/** A copy of what is published, of which nothing has been compiled. */
function uncompiled(): { main: string; caches: string } {
  const copy = copied('dist', 'schema');
  const caches = join(copy, 'dist/.cache');
  rmSync(caches, { recursive: true, force: true });
  return { main: join(copy, 'dist/main.cjs'), caches };
}

async function succeeds(main: string, uid?: number): Promise<void> {
  assert.partialDeepStrictEqual(await new Running(query, { main, uid }).end(), { status: 0, stderr: '' });
}

/** The inodes of what is kept: another, and it was kept anew. */
function kept(caches: string): Record<string, number> {
  return Object.fromEntries(readdirSync(caches).map((name) => [name, statSync(join(caches, name)).ino]));
}

test('what was compiled of what is published is kept beside it, and used again', async () => {
  const { main, caches } = uncompiled();
  await succeeds(main);
  const first = kept(caches);
  assert.ok(Object.keys(first).some((name) => name.startsWith('run.cjs.')));
  assert.ok(Object.keys(first).some((name) => name.startsWith('schema-')));
  execFileSync(process.execPath, ['--expose-gc', main, ...query]); // for which V8 compiles other code
  await succeeds(main);
  assert.partialDeepStrictEqual(kept(caches), first);
});

test('it is kept though whoever reads has read enough, as head does', async () => {
  const { main, caches } = uncompiled();
  const running = new Running(query, { main });
  running.hangUp();
  assert.partialDeepStrictEqual(await running.end(), { status: 0, stderr: '' });
  assert.ok(Object.keys(kept(caches)).some((name) => name.startsWith('run.cjs.')));
});

test('what was compiled of another program is not used, nor what V8 does not accept', async () => {
  const { main, caches } = uncompiled();
  await succeeds(main);
  const [name = ''] = readdirSync(caches).filter((name) => name.startsWith('run.cjs.'));
  const run = join(main, '../run.cjs');
  writeFileSync(run, readFileSync(run, 'utf8').replace('the Linux procfs as', 'the Linux PROCFS as'));
  assert.match(execFileSync(main, ['--help'], { encoding: 'utf8' }), /the Linux PROCFS as/);
  const other = kept(caches);
  await succeeds(main);
  assert.notEqual(kept(caches)[name], other[name]);

  const cache = join(caches, name);
  writeFileSync(cache, readFileSync(cache).subarray(0, -1));
  const cut = kept(caches);
  await succeeds(main);
  assert.notEqual(kept(caches)[name], cut[name]);
});

test('whoever may not write beside what is published is told nothing of it', async () => {
  const { main, caches } = uncompiled();
  await succeeds(main, 65_534);
  assert.ok(!existsSync(caches));
  writeFileSync(caches, 'no directory');
  await succeeds(main);
});

test('a server has kept what it compiled before it is killed', async () => {
  const { main, caches } = uncompiled();
  const running = new Running(['serve', '--port', '0'], { main });
  await running.line();
  const isKept = () => existsSync(caches) && readdirSync(caches).some((name) => /^serve-.*\.cjs\.\d+$/.test(name));
  while (!isKept()) await pause(100);
  running.kill('SIGKILL');
  await running.end();
  await succeeds(main);
});
