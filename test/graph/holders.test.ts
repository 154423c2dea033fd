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

test('a process whose first thread has ended, and others live: what those have open', async () => {
  const header = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';
  const end = '00000000:00000000 00:00000000 00000000  1000        0 10 1 0 20 0 0 10 -1\n';
  const mount = await makeMount({
    '7/stat': statLine(7, { 3: 'Z', 20: 3 }),
    '7/fd/none': '',
    '7/task/7/fd/none': '',
    '7/task/8/none': 'it is gone by now',
    '7/task/9/fd/3': { link: 'socket:[10]' },
    '7/task/9/ns/net': { link: 'net:[1]' },
    '7/task/9/fdinfo/3': 'pos:\t0\nflags:\t02000002\nmnt_id:\t9\n',
    '70/stat': statLine(70, { 3: 'Z' }),
    '70/fd/none': '',
    '71/stat': statLine(71),
    '71/fd/4': { link: 'socket:[10]' },
    '71/ns/net': { link: 'net:[1]' },
    '71/net/tcp': `${header}   0: 0100007F:0050 00000000:0000 0A ${end}`,
  });
  const { data, extensions } = await ask(
    `{ all: sockets(where: { states: [LISTEN], protocols: [TCP] }) { nodes { holders { number process { pid } } } }
       own: sockets(where: { pid: 7, protocols: [TCP] }) { nodes { localPort } } }`,
    { mount },
  );
  const holders = [
    { number: 3, process: { pid: 7 } },
    { number: 4, process: { pid: 71 } },
  ];
  assert.deepEqual(data, { all: { nodes: [{ holders }] }, own: { nodes: [{ localPort: 80 }] } });
  assert.equal(extensions, undefined);
});
