import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ask } from '../ask.ts';
import { askProcess } from '../ask-process.ts';

const details = `
  number kind link deleted accessMode flags position tailable tailObstacle
  target {
    __typename
    ... on File { path deleted }
    ... on Device { path major minor }
    ... on Pipe { inode }
    ... on Socket { socketInode }
    ... on MemoryFile { name }
    ... on Namespace { type inode }
  }`;

async function descriptors(): Promise<Record<string, unknown>[]> {
  const { data, errors } = await ask(`{ process(pid: 26231) { fds { totalCount nodes { ${details} } } } }`);
  assert.equal(errors, undefined);
  const { fds } = (data as { process: { fds: { totalCount: number; nodes: Record<string, unknown>[] } } }).process;
  assert.equal(fds.totalCount, fds.nodes.length);
  return fds.nodes;
}

const file = (path: string, deleted = false) => ({ __typename: 'File', path, deleted });
const socket = { __typename: 'Socket' };

/** What is open in the captured process, by number. */
const expected: Readonly<Record<number, object>> = {
  0: { kind: 'CHARACTER_DEVICE', target: { __typename: 'Device', path: '/dev/null', major: 1, minor: 3 } },
  1: { accessMode: 'O_WRONLY', flags: ['O_APPEND', 'O_LARGEFILE'], position: 22, target: file('/srv/fixture/log') },
  3: { accessMode: 'O_RDONLY', flags: ['O_LARGEFILE', 'O_CLOEXEC'], position: 7 },
  4: { accessMode: 'O_RDWR', deleted: true, target: file('/srv/fixture/scratch', true) },
  5: { flags: ['O_LARGEFILE', 'O_DIRECTORY', 'O_CLOEXEC'] },
  6: { kind: 'PIPE', accessMode: 'O_RDONLY', target: { __typename: 'Pipe' } },
  7: { kind: 'PIPE', accessMode: 'O_WRONLY', target: { __typename: 'Pipe' } },
  8: { kind: 'SOCKET', target: socket },
  13: { kind: 'ANONYMOUS', target: { __typename: 'EventFd' } },
  14: { target: { __typename: 'Epoll' } },
  15: { target: { __typename: 'TimerFd' } },
  16: { target: { __typename: 'SignalFd' } },
  17: { target: { __typename: 'Inotify' } },
  18: { kind: 'MEMORY', deleted: false, target: { __typename: 'MemoryFile', name: 'shared memory' } },
  19: { target: { __typename: 'PidFd' } },
  22: { accessMode: null, flags: ['O_CLOEXEC', 'O_PATH'] },
  24: { kind: 'NAMESPACE', target: { __typename: 'Namespace', type: 'net', inode: 4026532182 } },
  32: { kind: 'SOCKET', target: socket },
  33: { target: file('/srv/fixture/new\nline \ufffd\ufffd') },
  34: { target: file('/srv/fixture/pipe:[123]') },
  36: { position: '9007199254740993' },
};

test('every kind of descriptor, in order of number', async () => {
  const found = await descriptors();
  assert.deepEqual(
    found.map(({ number }) => number),
    Array.from({ length: 39 }, (_, number) => number),
  );
  for (const [number, descriptor] of Object.entries(expected)) {
    assert.partialDeepStrictEqual(found[Number(number)], descriptor, `descriptor ${number}`);
  }
});

test('both ends of a pipe have one number', async () => {
  const [read, write] = (await descriptors()).slice(6, 8) as { target: { inode: number } }[];
  assert.ok(read?.target.inode);
  assert.equal(read.target.inode, write?.target.inode);
});

test('descriptor 0 is there, one that is not open is null, a number that cannot be is refused', async () => {
  const { data } = await ask(
    '{ process(pid: 26231) { zero: fd(number: 0) { number } none: fd(number: 39) { number } } }',
  );
  assert.deepEqual(data, { process: { zero: { number: 0 }, none: null } });
  const { errors } = await ask('{ process(pid: 26231) { fd(number: -1) { number } } }');
  assert.deepEqual(
    errors?.map(({ message, extensions }) => [message, extensions?.code]),
    [['number must be a whole number from 0 to 2147483647, but was -1', 'BAD_USER_INPUT']],
  );
});

test('pages of descriptors go on behind a number, whatever is closed meanwhile', async () => {
  const { data } = await ask(
    '{ process(pid: 26231) { fds(first: 2, after: "36") { totalCount nodes { number } pageInfo { hasNextPage endCursor } } } }',
  );
  const pageInfo = { hasNextPage: false, endCursor: '38' };
  assert.deepEqual(data, { process: { fds: { totalCount: 39, nodes: [{ number: 37 }, { number: 38 }], pageInfo } } });
});

test('who only counts descriptors is told as many as who lists them', async (t) => {
  const child = spawn('cat', { stdio: ['pipe', 'pipe', 'ignore'] });
  t.after(() => child.kill('SIGKILL'));
  child.stdin.write('started\n');
  await once(child.stdout, 'data');
  const totalCount = readdirSync(`/proc/${child.pid}/fd`).length;
  const { data } = await ask(
    `{ counted: process(pid: ${child.pid}) { fds(first: 1) { totalCount } }
       listed: process(pid: ${child.pid}) { fds(first: 1) { totalCount nodes { number } } }
       neither: process(pid: ${child.pid}) { fds { __typename } } }`,
    { mount: '/proc' },
  );
  assert.deepEqual(data, {
    counted: { fds: { totalCount } },
    listed: { fds: { totalCount, nodes: [{ number: 0 }] } },
    neither: { fds: { __typename: 'FileDescriptorConnection' } },
  });
  const wrong = await ask(`{ process(pid: ${child.pid}) { fds(first: -1) { totalCount } } }`, { mount: '/proc' });
  assert.equal(wrong.errors?.[0]?.extensions.code, 'BAD_USER_INPUT');
});

test('a file that is called like a deleted one, and one that is deleted', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'procql-'));
  t.after(() => rmSync(directory, { recursive: true }));
  const named = openSync(join(directory, 'report (deleted)'), 'w');
  const gone = openSync(join(directory, 'scratch'), 'w');
  t.after(() => [named, gone].forEach(closeSync));
  rmSync(join(directory, 'scratch'));
  const selection = 'kind deleted tailable target { ... on File { path deleted } }';
  const { data } = await ask(
    `{ self { process { named: fd(number: ${named}) { ${selection} } gone: fd(number: ${gone}) { ${selection} } } } }`,
    { mount: '/proc' },
  );
  const common = { kind: 'REGULAR', tailable: true };
  assert.deepEqual(data, {
    self: {
      process: {
        named: { ...common, deleted: false, target: { path: join(directory, 'report (deleted)'), deleted: false } },
        gone: { ...common, deleted: true, target: { path: join(directory, 'scratch'), deleted: true } },
      },
    },
  });
});

test('nothing that a captured process has open can be followed', async () => {
  const { data } = await ask('{ process(pid: 26231) { fd(number: 1) { tailable tailObstacle } } }');
  assert.deepEqual(data, { process: { fd: { tailable: false, tailObstacle: 'CAPTURED' } } });
});

test('a path too long for the kernel to print: that field is null with its reason, the others are answered', async (t) => {
  const top = mkdtempSync(join(tmpdir(), 'procql-'));
  const script = `
    for (let depth = 0; depth < 20; depth++) {
      fs.mkdirSync('d'.repeat(250));
      process.chdir('d'.repeat(250));
    }
    console.log(fs.openSync('.'));
    setTimeout(() => {}, 60_000);`;
  const child = spawn(process.execPath, ['-e', script], { cwd: top });
  t.after(() => {
    child.kill('SIGKILL');
    execFileSync('rm', ['-r', top]);
  });
  const fd = Number(await once(child.stdout, 'data'));
  const { data, extensions } = await ask(
    `{ process(pid: ${child.pid}) { workingDirectory { path } fd(number: ${fd}) { number link accessMode } } }`,
    { mount: '/proc' },
  );
  assert.deepEqual(data, {
    process: { workingDirectory: null, fd: { number: fd, link: null, accessMode: 'O_RDONLY' } },
  });
  assert.deepEqual(extensions?.procfs, {
    nulls: [
      { field: 'Process.workingDirectory', reason: 'TOO_LARGE', count: 1 },
      { field: 'FileDescriptor.link', reason: 'TOO_LARGE', count: 1 },
    ],
  });
});

test('a page whose rows are gone by now still says where the next one begins', async () => {
  const files = { 'fd/5': { link: '/a' }, 'fd/6': { link: '/b' }, 'fdinfo/6': 'pos:\t0\nflags:\t0\nmnt_id:\t1\n' };
  const page = 'pageInfo { hasNextPage endCursor } nodes { number position }';
  const { data } = await askProcess(`fds(first: 1) { ${page} }`, files);
  const pageInfo = { hasNextPage: true, endCursor: '5' };
  assert.deepEqual(data, { process: { fds: { pageInfo, nodes: [] } } });
});

test('what the server prints to is not tailable, whoever has it open', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'procql-'));
  t.after(() => rmSync(directory, { recursive: true }));
  const path = join(directory, 'log');
  const log = openSync(path, 'a');
  t.after(() => closeSync(log));
  const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
  const query = `{ process(pid: ${process.pid}) { fd(number: ${log}) { tailable tailObstacle } } }`;
  const child = spawn(process.execPath, [main, 'query', query], { stdio: ['ignore', log, 'inherit'] });
  await once(child, 'exit');
  assert.deepEqual(JSON.parse(readFileSync(path, 'utf8')), {
    data: { process: { fd: { tailable: false, tailObstacle: 'OWN_OUTPUT' } } },
  });
});
