import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { test } from 'node:test';
import { ask } from '../ask.ts';
import { makeMount, statLine } from '../mount.ts';

async function inodes(where: string): Promise<(number | null)[]> {
  const { data, errors } = await ask(`{ sockets(where: { ${where} }) { totalCount nodes { socketInode } } }`);
  assert.equal(errors, undefined);
  const { totalCount, nodes } = (data as { sockets: { totalCount: number; nodes: { socketInode: number | null }[] } })
    .sockets;
  assert.equal(totalCount, nodes.length);
  return nodes.map(({ socketInode }) => socketInode);
}

for (const [situation, where, expected] of [
  ['protocols', 'protocols: [UDP6, PACKET]', [509118, 509117]],
  ['states, in every network namespace', 'states: [LISTEN], protocols: [TCP, TCP6]', [504975, 509114, 509101]],
  ['Unix listeners', 'states: [LISTEN], protocols: [UNIX]', [509111, 509112]],
  ['connections that rest', 'states: [TIME_WAIT]', [null]],
  ['local port', 'localPort: 5353', [509113]],
  ['local port and network namespace', 'localPort: 8080, networkNamespaces: [4026532252]', [509101]],
  ['remote port', 'remotePort: 46636', [509259]],
  ['local address', 'localAddress: "::1"', [509114]],
  ['range of local addresses', 'localAddress: "127.0.0.0/8", states: [LISTEN]', [504975, 509101]],
  ['range of remote addresses', 'remoteAddress: "127.0.0.1/32", remotePort: 8080', [509105, null, 504976]],
  ['range of IPv6 addresses that has none', 'localAddress: "fe80::/10"', []],
  ['path', 'path: { startsWith: "/srv" }', [509111]],
  ['abstract name', 'path: { contains: "\\nname" }', [509112]],
  ['user, none of whose sockets there are', 'uids: [1000]', []],
  ['user, of what has one', 'uids: [0], protocols: [TCP], states: [TIME_WAIT, LISTEN]', [504975, 509101]],
  ['process', 'pid: 100', [504976]],
  ['process and protocol', 'pid: 26231, protocols: [UNIX]', [504973, 504974, 509111, 509112]],
  ['a process that is not there', 'pid: 4711', []],
  ['conditions that no socket can meet', 'localPort: 80, path: { equals: "/x" }', []],
  ['no protocol', 'protocols: []', []],
] as const) {
  test(`sockets by ${situation}`, async () => assert.deepEqual(await inodes(where), expected));
}

interface Page {
  sockets: {
    totalCount: number;
    nodes: { socketInode: number | null }[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
}

async function paged(first: number, mount?: string): Promise<{ totalCount: number; seen: (number | null)[] }> {
  const seen: (number | null)[] = [];
  for (let after: string | null = null; ; ) {
    const { data } = await ask(
      `query ($first: Int!, $after: String) { sockets(first: $first, after: $after) {
        totalCount nodes { socketInode } pageInfo { hasNextPage endCursor }
      } }`,
      { variables: { first, after }, ...(mount && { mount }) },
    );
    const { totalCount, nodes, pageInfo }: Page['sockets'] = (data as unknown as Page).sockets; // as it is asked for
    seen.push(...nodes.map(({ socketInode }) => socketInode));
    if (!pageInfo.hasNextPage) return { totalCount, seen };
    after = pageInfo.endCursor;
  }
}

test('every page in turn gives every socket once', async () => {
  const all = await inodes('');
  assert.equal(all.length, 33);
  assert.deepEqual((await paged(5)).seen, all);
});

test('connections that wait to be accepted, which have no inode: each once, too', async () => {
  const waiting = [3, 1, 2].map(
    (address) => `000000000000000${address}: 00000002 00000000 00000000 0001 02     0 /s\n`,
  );
  const mount = await makeMount({
    '7/stat': statLine(7),
    '7/ns/net': { link: 'net:[4026531833]' },
    '7/net/unix': `Num RefCount\n${waiting.join('')}00000000000000ff: 00000002 00000000 00010000 0001 01 509111 /s\n`,
  });
  assert.deepEqual(await paged(1, mount), { totalCount: 4, seen: [null, null, null, 509111] });
});

for (const [situation, args, message] of [
  ['a port that cannot be', 'where: { localPort: 65536 }', /localPort must be a whole number from 0 to 65535/],
  ['a pid that cannot be', 'where: { pid: 0 }', /pid must be a whole number from 1 on, but was 0/],
  [
    'half an address',
    'where: { localAddress: "127.0.0" }',
    /localAddress must be an IP address or a range .* "127.0.0"/,
  ],
  ['a range that is too fine', 'where: { remoteAddress: "::1/129" }', /remoteAddress must be an IP address or a range/],
  [
    'a range without a width',
    'where: { remoteAddress: "10.0.0.0/" }',
    /remoteAddress must be an IP address or a range/,
  ],
  ['no cursor', 'after: "x"', /after must be a cursor of a list of sockets, but was "x"/],
] as const) {
  test(`refuses ${situation}`, async () => {
    const { errors } = await ask(`{ sockets(${args}) { totalCount } }`);
    assert.match(errors?.[0]?.message ?? '', message);
    assert.equal(errors?.[0]?.extensions?.code, 'BAD_USER_INPUT');
  });
}

test('who listens on a port, and who is at the other end of each connection to it: this process', async (t) => {
  const server = createServer().listen(0, '::');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const client = connect(port, '127.0.0.1');
  const [[accepted]] = (await Promise.all([once(server, 'connection'), once(client, 'connect')])) as [[Socket], []];
  t.after(() => {
    client.destroy();
    accepted.destroy();
    server.close();
  });
  const holders = 'holders { process { pid } }';
  const { data, errors } = await ask(
    `{
      listening: sockets(where: { localPort: ${port}, states: [LISTEN] }) { nodes { protocol localAddress backlog ${holders} } }
      connected: sockets(where: { remotePort: ${port} }) {
        nodes { protocol state remoteAddress ${holders} peer { protocol localAddress remotePort ${holders} } }
      }
    }`,
    { mount: '/proc' },
  );
  assert.equal(errors, undefined);
  const own = [{ process: { pid: process.pid } }];
  assert.deepEqual(data, {
    listening: { nodes: [{ protocol: 'TCP6', localAddress: '::', backlog: 0, holders: own }] },
    connected: {
      nodes: [
        {
          protocol: 'TCP',
          state: 'ESTABLISHED',
          remoteAddress: '127.0.0.1',
          holders: own,
          peer: {
            protocol: 'TCP6',
            localAddress: '::ffff:127.0.0.1',
            remotePort: client.localPort,
            holders: own,
          },
        },
      ],
    },
  });
});

test('the network of a process whose first thread has ended: one that lives shows its sockets', async () => {
  const header = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';
  const mount = await makeMount({
    '7/stat': statLine(7, { 3: 'Z', 20: 2 }),
    '7/task/7/none': '',
    '7/task/9/ns/net': { link: 'net:[1]' },
    '7/task/9/net/tcp': `${header}   0: 0100007F:0050 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 10 1 0 20 0 0 10 -1\n`,
  });
  const { data, extensions } = await ask(
    '{ sockets(where: { protocols: [TCP] }) { nodes { localPort networkNamespace { inode } } } }',
    { mount },
  );
  assert.deepEqual(data, { sockets: { nodes: [{ localPort: 80, networkNamespace: { inode: 1 } }] } });
  assert.equal(extensions, undefined);
});
