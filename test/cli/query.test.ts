import assert from 'node:assert/strict';
import { execFileSync, type StdioOptions, spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { schema } from '../../src/schema.ts';
import { makeMount, statLine } from '../mount.ts';
import { Running, run, source } from './run.ts';

const named = 'query A { process(pid: 1) { pid } } query B($pid: Int!) { process(pid: $pid) { pid name } }';
const ofB = ['--operation-name', 'B', '--variables', '{"pid":300}'];
const procfs = await makeMount({ '300/stat': statLine(300), 'named.graphql': named });
const answer = { data: { process: { pid: 300, name: 'sleep' } } };

for (const [situation, args, stdin] of [
  ['as an argument', [named], ''],
  ['in a file', ['--file', join(procfs, 'named.graphql')], ''],
  ['on stdin', ['-'], named],
] as const) {
  test(`an operation ${situation} is answered in JSON`, async () => {
    const { status, stdout, stderr } = await run(['query', ...args, ...ofB, '--procfs', procfs], stdin);
    assert.deepEqual(JSON.parse(stdout), answer);
    assert.deepEqual([status, stderr], [0, '']);
  });
}

test('an answer is a line for a program, indented for whoever looks at a terminal', async () => {
  const args = ['query', named, ...ofB, '--procfs', procfs];
  const { stdout } = await run(args);
  assert.equal(stdout, JSON.stringify(answer));
  const command = [process.execPath, source, ...args].map((word) => `'${word}'`).join(' ');
  const shown = execFileSync('script', ['--quiet', '--command', command, '/dev/null'], { encoding: 'utf8' });
  assert.equal(shown.replaceAll('\r\n', '\n'), `${JSON.stringify(answer, null, 2)}\n`);
});

for (const [situation, operation, code] of [
  ['does not parse', '{', 'GRAPHQL_PARSE_FAILED'],
  ['asks for what there is not', '{ hullo }', 'GRAPHQL_VALIDATION_FAILED'],
  ['gives a wrong argument', '{ process(pid: -1) { pid } }', 'BAD_USER_INPUT'],
  ['is too deep', `{ process(pid: 1) ${'{ parent '.repeat(20)} { pid ${'}'.repeat(22)}`, 'TOO_DEEP'],
] as const) {
  test(`an operation that ${situation}: errors in JSON, exit status 1`, async () => {
    const { status, stdout, stderr } = await run(['query', operation, '--procfs', procfs]);
    assert.partialDeepStrictEqual(JSON.parse(stdout), { errors: [{ extensions: { code } }] });
    assert.deepEqual([status, stderr], [1, '']);
  });
}

for (const [situation, args, expected, line] of [
  ['a wrong flag', ['--prot'], 2, /^procql: Unknown option '--prot'\n$/],
  [
    'a mount that is not there',
    ['query', '{ self { procfsMount } }', '--procfs', '/nowhere'],
    1,
    /^procql: \/nowhere is no procfs that can be read: .*ENOENT\n$/,
  ],
  [
    'a file that is not there',
    ['query', '--file', '/nowhere', '--procfs', procfs],
    1,
    /^procql: cannot read the operation: ENOENT: .* '\/nowhere'\n$/,
  ],
] as const) {
  test(`${situation}: one line on stderr, exit status ${expected}`, async () => {
    const { status, stdout, stderr } = await run(args);
    assert.match(stderr, line);
    assert.deepEqual([status, stdout], [expected, '']);
  });
}

const watch = 'subscription ($pid: Int!) { processStat(pid: $pid, intervalMs: 50) { residentBytes ended } }';

test('a subscription: a line an event, until the process that it watches ends', async () => {
  const sleep = spawn('sleep', ['1000']);
  const running = new Running(['query', watch, '--variables', JSON.stringify({ pid: sleep.pid })]);
  assert.equal(JSON.parse(await running.line()).data.processStat.ended, null);
  sleep.kill();
  const { status, stdout, stderr } = await running.end();
  assert.equal(JSON.parse(stdout.split('\n').at(-1) ?? '').data.processStat.ended, 'EXITED');
  assert.deepEqual([status, stderr], [0, '']);
});

test('a subscription, until SIGINT', async () => {
  const running = new Running(['query', watch, '--variables', `{"pid":${process.pid}}`]);
  await running.line();
  running.kill('SIGINT');
  const { status, stderr } = await running.end();
  assert.deepEqual([status, stderr], [0, '']);
});

test('a subscription whose reader has seen enough ends without a word', async () => {
  const running = new Running(['query', watch, '--variables', `{"pid":${process.pid}}`]);
  await running.line();
  running.hangUp();
  const { status, stderr } = await running.end();
  assert.deepEqual([status, stderr], [0, '']);
});

for (const query of ['{ __typename }', 'subscription { systemStat { forks } }']) {
  test(`an answer to ${query} that cannot be written: one line on stderr, exit status 1`, () => {
    const full = openSync('/dev/full', 'w');
    const stdio: StdioOptions = ['ignore', full, 'pipe'];
    const { stderr, status } = spawnSync(process.execPath, [source, 'query', query], { stdio, encoding: 'utf8' });
    closeSync(full);
    assert.equal(stderr, 'procql: cannot write: ENOSPC: no space left on device, write\n');
    assert.equal(status, 1);
  });
}

test('stdout ends once all is printed, however long the program takes to exit', async () => {
  const never = "process.on('exit', () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));";
  const preload = ['--import', `data:text/javascript,${encodeURIComponent(never)}`];
  const child = spawn(process.execPath, [...preload, source, 'query', '{ __typename }'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  after(() => child.kill('SIGKILL'));
  assert.equal(await text(child.stdout), '{"data":{"__typename":"Query"}}\n');
  assert.deepEqual([child.exitCode, child.signalCode], [null, null]);
});

test('a read that the kernel does not give back is null, and keeps nothing from exiting', async () => {
  const mount = await makeMount({ '300/stat': statLine(300) });
  execFileSync('mkfifo', [join(mount, '300/cmdline')]);
  const { status, stdout } = await run([
    'query',
    '{ process(pid: 300) { name commandLine { text } } }',
    '--procfs',
    mount,
  ]);
  assert.partialDeepStrictEqual(JSON.parse(stdout), {
    data: { process: { name: 'sleep', commandLine: null } },
    extensions: { procfs: { nulls: [{ reason: 'TIMEOUT' }] } },
  });
  assert.equal(status, 0);
});

test('schema prints the schema, sorted', async () => {
  const { status, stdout } = await run(['schema']);
  assert.equal(stdout, printSchema(lexicographicSortSchema(schema)));
  assert.equal(status, 0);
});

test('--version prints that of the package, --help the commands', async () => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  assert.deepEqual(await run(['--version']), { status: 0, stdout: version, stderr: '' });
  const { status, stdout } = await run(['--help']);
  assert.match(stdout, /procql query OPERATION/);
  assert.equal(status, 0);
});
