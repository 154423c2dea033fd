import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { ask } from '../ask.ts';
import { Shell } from '../live/shell.ts';
import { makeMount, statLine } from '../mount.ts';

test('who writes to a pipe, and who reads from it', async () => {
  const holder = '{ number accessMode process { pid } }';
  const { data, extensions } = await ask(
    `{ process(pid: 301) { fd(number: 1) { target { ... on Pipe { holders ${holder} readers ${holder} writers ${holder} } } } } }`,
  );
  const writer = { number: 1, accessMode: 'O_WRONLY', process: { pid: 301 } };
  const readers = [302, 303].map((pid) => ({ number: 0, accessMode: 'O_RDONLY', process: { pid } }));
  assert.deepEqual(data, {
    process: { fd: { target: { holders: [writer, ...readers], readers, writers: [writer] } } },
  });
  assert.equal(extensions, undefined);
});

test('a pipe and a socket that a process has given to its child: both have them', async () => {
  await using shell = new Shell('bash');
  const child = Number(await shell.run('exec 7< <(exec sleep 60 <&-) 9<&0; sleep 60 & echo $!'));
  const { data, errors } = await ask(
    `{ process(pid: ${child}) {
      pipe: fd(number: 7) { target { ... on Pipe { readers { process { pid } } writers { number process { pid } } } } }
      socket: fd(number: 9) { target { ... on Socket { protocol socketType holders { number process { pid } } } } }
    } }`,
    { mount: '/proc' },
  );
  assert.equal(errors, undefined);
  const { pipe, socket } = (data as { process: { pipe: { target: { writers: unknown[] } }; socket: object } }).process;
  assert.partialDeepStrictEqual(pipe, {
    target: { readers: [{ process: { pid: shell.pid } }, { process: { pid: child } }], writers: [{ number: 1 }] },
  });
  assert.deepEqual(socket, {
    target: {
      protocol: 'UNIX',
      socketType: 'STREAM',
      holders: [
        { number: 0, process: { pid: shell.pid } },
        { number: 9, process: { pid: shell.pid } },
        { number: 9, process: { pid: child } },
      ],
    },
  });
});

test('a pipe that is open for both is read and written by one descriptor', async (t) => {
  const script = `
    import { openSync } from 'node:fs';
    console.log(openSync('/proc/self/fd/1', 'r+'));
    setTimeout(() => {}, 60_000);`;
  const shell = spawn('sh', ['-c', '"$0" --input-type=module -e "$1" | cat', process.execPath, script], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(() => shell.pid && process.kill(-shell.pid, 'SIGKILL'));
  const fd = Number(await once(shell.stdout, 'data'));
  const { data } = await ask(
    `{ processes(where: { ppid: ${shell.pid}, name: { contains: "ain" } }) { nodes { fd(number: ${fd}) {
      accessMode target { ... on Pipe { readers { number } writers { number } } } } } } }`,
    { mount: '/proc' },
  );
  assert.deepEqual(data, {
    processes: {
      nodes: [
        {
          fd: {
            accessMode: 'O_RDWR',
            target: { readers: [{ number: fd }, { number: 0 }], writers: [{ number: 1 }, { number: fd }] },
          },
        },
      ],
    },
  });
});

test('a process whose descriptors cannot be listed may be another holder: that is said', async () => {
  const mount = await makeMount({
    '7/stat': statLine(7),
    '7/fd/3': { link: 'pipe:[10]' },
    '8/stat': statLine(8),
    '8/fd': 'no directory',
  });
  const { data, extensions } = await ask(
    '{ process(pid: 7) { fd(number: 3) { target { ... on Pipe { holders { process { pid } } } } } } }',
    { mount },
  );
  assert.deepEqual(data, { process: { fd: { target: { holders: [{ process: { pid: 7 } }] } } } });
  assert.deepEqual(extensions, { procfs: { nulls: [{ field: 'Pipe.holders', reason: 'FAILED', count: 1 }] } });
});
