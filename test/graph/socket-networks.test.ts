import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { ask } from '../ask.ts';
import { type Files, makeMount, statLine } from '../mount.ts';

const header = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';

/** A table of connections: the ends as the kernel prints them, and an inode. */
const table = (...rows: readonly [local: string, remote: string, state: string, inode: number][]): string =>
  rows.reduce(
    (text, [local, remote, state, inode]) =>
      `${text}   0: ${local} ${remote} ${state} 00000000:00000000 00:00000000 00000000  1000        0 ${inode} 1 0 20 0 0 10 -1\n`,
    header,
  );

/** A process that has a socket open as descriptor 3. */
const holder = (pid: number, network: number, inode: number, files: Files = {}): Files => ({
  [`${pid}/stat`]: statLine(pid),
  [`${pid}/ns/net`]: { link: `net:[${network}]` },
  [`${pid}/fd/3`]: { link: `socket:[${inode}]` },
  ...Object.fromEntries(Object.entries(files).map(([path, content]) => [`${pid}/net/${path}`, content])),
});

const bridge = '010011AC:9C40'; // 172.17.0.1:40000
const container = '020011AC:0050'; // 172.17.0.2:80
const mapped = (end: string) => `0000000000000000FFFF0000${end}`;

const peerOf = (pid: number, mount: string) =>
  ask(
    `{ process(pid: ${pid}) { fd(number: 3) { target { ... on Socket { peer { socketInode protocol holders { process { pid } } } } } } } }`,
    {
      mount,
    },
  );

const peer = (inode: number, protocol: string, pid: number) => ({
  process: { fd: { target: { peer: { socketInode: inode, protocol, holders: [{ process: { pid } }] } } } },
});

test('a socket of IPv6 at the other end of one of IPv4', async () => {
  const client = table([bridge, container, '01', 10]);
  const server = table([mapped(container), mapped(bridge), '01', 20]);
  const mount = await makeMount({
    ...holder(7, 1, 10, { tcp: client, tcp6: server }),
    ...holder(8, 1, 20, { tcp: client, tcp6: server }),
  });
  assert.deepEqual((await peerOf(7, mount)).data, peer(20, 'TCP6', 8));
  assert.deepEqual((await peerOf(8, mount)).data, peer(10, 'TCP', 7));
});

test('the other end is in another network namespace, as that of a container is', async () => {
  const mount = await makeMount({
    ...holder(7, 1, 10, { tcp: table([bridge, container, '01', 10]) }),
    ...holder(8, 2, 20, { tcp: table([container, bridge, '01', 20]) }),
    ...holder(9, 3, 30, { tcp: table() }),
  });
  assert.deepEqual((await peerOf(7, mount)).data, peer(20, 'TCP', 8));
  assert.deepEqual((await peerOf(8, mount)).data, peer(10, 'TCP', 7));
});

test('two networks with the same addresses: none of them is taken for the other end', async () => {
  const mount = await makeMount({
    ...holder(7, 1, 10, { tcp: table([bridge, container, '01', 10]) }),
    ...holder(8, 2, 20, { tcp: table([container, bridge, '01', 20]) }),
    ...holder(9, 3, 30, { tcp: table([container, bridge, '01', 30]) }),
  });
  const { data, extensions } = await peerOf(7, mount);
  assert.deepEqual(data, { process: { fd: { target: { peer: null } } } });
  assert.deepEqual(extensions, { procfs: { nulls: [{ field: 'Socket.peer', reason: 'AMBIGUOUS', count: 1 }] } });
});

test('loopback never leads to another network namespace', async () => {
  const mount = await makeMount({
    ...holder(7, 1, 10, { tcp: table(['0100007F:9C40', '0100007F:0050', '01', 10]) }),
    ...holder(8, 2, 20, { tcp: table(['0100007F:0050', '0100007F:9C40', '01', 20]) }),
  });
  assert.deepEqual((await peerOf(7, mount)).data, { process: { fd: { target: { peer: null } } } });
});

test('a connection that was closed at the other end, or is not accepted yet: no descriptor has it', async () => {
  const mount = await makeMount(
    holder(7, 1, 10, { tcp: table([bridge, container, '08', 10], [container, bridge, '05', 0]) }),
  );
  const { data } = await ask(
    '{ process(pid: 7) { fd(number: 3) { target { ... on Socket { state peer { socketInode state user { id } holders { number } } } } } } }',
    { mount },
  );
  const end = { socketInode: null, state: 'FIN_WAIT2', user: null, holders: [] };
  assert.deepEqual(data, { process: { fd: { target: { state: 'CLOSE_WAIT', peer: end } } } });
});

test('the same inode in another network namespace is not looked at; one that stands nowhere is null, with the reason', async () => {
  const mount = await makeMount({
    ...holder(7, 1, 10, { tcp: table() }),
    ...holder(8, 2, 10, { tcp: table([bridge, container, '01', 10]) }),
  });
  const { data, extensions } = await ask(
    '{ process(pid: 7) { fd(number: 3) { target { ... on Socket { socketInode protocol state localPort } } } } }',
    { mount },
  );
  assert.deepEqual(data, {
    process: { fd: { target: { socketInode: 10, protocol: null, state: null, localPort: null } } },
  });
  const nulls = ['protocol', 'state', 'localPort'].map((field) => ({
    field: `Socket.${field}`,
    reason: 'NOT_FOUND',
    count: 1,
  }));
  assert.deepEqual(extensions, { procfs: { nulls } });
});

test('whoever asks, a table is read once for each network namespace, and not at all for what another table answers', async () => {
  const unix = 'Num       RefCount Protocol Flags    Type St Inode Path\n';
  const mount = await makeMount({
    ...holder(7, 1, 10, { unix }),
    ...holder(8, 1, 20, { unix }),
    ...holder(9, 2, 30, { unix: `${unix}0000000000000000: 00000002 00000000 00010000 0001 01 30 /x\n` }),
  });
  for (const path of ['7/net/tcp', '8/net/tcp', '9/net/tcp']) execFileSync('mkfifo', [join(mount, path)]);
  const rows = table([bridge, container, '01', 10], [container, bridge, '01', 20]);
  const written = writeFile(join(mount, '7/net/tcp'), rows);
  const { data, extensions } = await ask(
    '{ processes { nodes { fds { nodes { target { ... on Socket { protocol peer { socketInode } } } } } } } }',
    { mount },
  );
  await written;
  const fds = (protocol: string, inode: number | null) => ({
    fds: { nodes: [{ target: { protocol, peer: inode && { socketInode: inode } } }] },
  });
  assert.deepEqual(data, { processes: { nodes: [fds('TCP', 20), fds('TCP', 10), fds('UNIX', null)] } });
  assert.equal(extensions, undefined);
});

test('where the link of the namespace is denied, the process’s own tables are read', async () => {
  const files = holder(7, 1, 10, { tcp: table([bridge, container, '01', 10]) });
  const { '7/ns/net': _, ...others } = files;
  const { data } = await ask(
    '{ process(pid: 7) { fd(number: 3) { target { ... on Socket { protocol networkNamespace { inode } } } } } }',
    { mount: await makeMount(others) },
  );
  assert.deepEqual(data, { process: { fd: { target: { protocol: 'TCP', networkNamespace: null } } } });
});

test('a queue that is less than nothing for a moment is null', async () => {
  const tcp = table([bridge, container, '01', 10]).replace('00000000:00000000 00:', 'FFFFFFFE:00000003 00:');
  const { data } = await ask(
    '{ process(pid: 7) { fd(number: 3) { target { ... on Socket { sendQueueBytes receiveQueueBytes } } } } }',
    { mount: await makeMount(holder(7, 1, 10, { tcp })) },
  );
  assert.deepEqual(data, { process: { fd: { target: { sendQueueBytes: null, receiveQueueBytes: 3 } } } });
});
