import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask } from '../ask.ts';

const selection = `
  socketInode protocol family socketType state localAddress localPort remoteAddress remotePort
  receiveQueueBytes sendQueueBytes backlog drops ipProtocol user { id name } networkNamespace { type inode }
  unix { path raw abstract } netlink { protocol protocolNumber portId groups }
  packet { etherType interfaceIndex running }
  tcp {
    timer timerSeconds retransmits probes retransmitTimeoutSeconds congestionWindowSegments slowStartThresholdSegments
  }`;

type Found = { fd: { target: Record<string, unknown> } };

async function socketOf(pid: number, fd: number): Promise<Record<string, unknown>> {
  const { data, errors, extensions } = await ask(
    `{ process(pid: ${pid}) { fd(number: ${fd}) { target { ... on Socket { ${selection} } } } } }`,
  );
  assert.equal(errors, undefined);
  assert.equal(extensions, undefined);
  return (data as { process: Found }).process.fd.target;
}

const networkNamespace = { type: 'net', inode: 4026532182 };
const none = {
  networkNamespace,
  socketType: null,
  state: null,
  localAddress: null,
  localPort: null,
  remoteAddress: null,
  remotePort: null,
  receiveQueueBytes: null,
  sendQueueBytes: null,
  backlog: null,
  drops: null,
  ipProtocol: null,
  user: null,
  unix: null,
  netlink: null,
  packet: null,
  tcp: null,
};
const root = { id: 0, name: 'root' };
const queues = { receiveQueueBytes: 0, sendQueueBytes: 0 };
const tcp = { protocol: 'TCP', family: 'INET', socketType: 'STREAM', user: root };
const connection = {
  timer: 'NONE',
  timerSeconds: null,
  retransmits: 0,
  probes: 0,
  retransmitTimeoutSeconds: 0.2,
  congestionWindowSegments: 10,
  slowStartThresholdSegments: null,
};
const unix = {
  protocol: 'UNIX',
  family: 'UNIX',
  socketType: 'STREAM',
  unix: { path: null, raw: null, abstract: null },
};
const datagrams = { state: 'UNCONNECTED', socketType: 'DGRAM', user: root, drops: 0, ...queues };

for (const [situation, fd, expected] of [
  ['one of a pair of Unix sockets', 8, { ...unix, socketInode: 504973, state: 'CONNECTED' }],
  [
    'a TCP listener',
    10,
    { ...tcp, socketInode: 504975, state: 'LISTEN', localAddress: '127.0.0.1', localPort: 8080, backlog: 0 },
  ],
  [
    'a TCP client',
    11,
    {
      ...tcp,
      ...queues,
      socketInode: 509105,
      state: 'ESTABLISHED',
      localAddress: '127.0.0.1',
      localPort: 46628,
      remoteAddress: '127.0.0.1',
      remotePort: 8080,
      tcp: connection,
    },
  ],
  [
    'a connection with five bytes to read',
    38,
    {
      ...tcp,
      socketInode: 509259,
      state: 'ESTABLISHED',
      localAddress: '127.0.0.1',
      localPort: 8080,
      remoteAddress: '127.0.0.1',
      remotePort: 46636,
      receiveQueueBytes: 5,
      sendQueueBytes: 0,
      tcp: connection,
    },
  ],
  [
    'a Unix listener with a path',
    26,
    {
      ...unix,
      socketInode: 509111,
      state: 'LISTEN',
      unix: { path: '/srv/fixture/socket', raw: 'L3Nydi9maXh0dXJlL3NvY2tldA==', abstract: false },
    },
  ],
  [
    'one with an abstract name of two lines',
    27,
    {
      ...unix,
      socketInode: 509112,
      state: 'LISTEN',
      unix: { path: '@abstract\nname', raw: 'QGFic3RyYWN0Cm5hbWU=', abstract: true },
    },
  ],
  [
    'UDP',
    28,
    {
      ...datagrams,
      protocol: 'UDP',
      family: 'INET',
      socketInode: 509113,
      localAddress: '127.0.0.1',
      localPort: 5353,
    },
  ],
  [
    'a TCP listener of IPv6',
    29,
    {
      ...tcp,
      protocol: 'TCP6',
      family: 'INET6',
      socketInode: 509114,
      state: 'LISTEN',
      localAddress: '::1',
      localPort: 8080,
      backlog: 0,
    },
  ],
  [
    'netlink',
    30,
    {
      ...queues,
      protocol: 'NETLINK',
      family: 'NETLINK',
      socketInode: 509115,
      drops: 0,
      netlink: { protocol: 'ROUTE', protocolNumber: 0, portId: 26231, groups: [] },
    },
  ],
  [
    'a raw socket',
    31,
    {
      ...datagrams,
      protocol: 'RAW',
      family: 'INET',
      socketType: 'RAW',
      socketInode: 509116,
      localAddress: '0.0.0.0',
      ipProtocol: 1,
    },
  ],
  [
    'packets',
    32,
    {
      protocol: 'PACKET',
      family: 'PACKET',
      socketType: 'DGRAM',
      socketInode: 509117,
      receiveQueueBytes: 2505,
      user: root,
      packet: { etherType: 0x800, interfaceIndex: null, running: true },
    },
  ],
  [
    'UDP of IPv6',
    37,
    { ...datagrams, protocol: 'UDP6', family: 'INET6', socketInode: 509118, localAddress: '::', localPort: 5354 },
  ],
] as const) {
  test(situation, async () => assert.deepEqual(await socketOf(26231, fd), { ...none, ...expected }));
}

test('the same address and port in another network namespace is another socket', async () => {
  assert.partialDeepStrictEqual(await socketOf(701, 3), {
    socketInode: 509101,
    state: 'LISTEN',
    localAddress: '127.0.0.1',
    localPort: 8080,
    networkNamespace: { type: 'net', inode: 4026532252 },
  });
});

test('who is at the other end of a connection: the socket, and the process that has it', async () => {
  const peer = 'target { ... on Socket { peer { socketInode localPort holders { number process { pid name } } } } }';
  const { data, extensions } = await ask(`{
    process(pid: 26231) { client: fd(number: 11) { ${peer} } accepted: fd(number: 12) { ${peer} }
      far: fd(number: 38) { ${peer} } listener: fd(number: 10) { ${peer} } udp: fd(number: 28) { ${peer} } }
  }`);
  const own = (number: number) => [{ number, process: { pid: 26231, name: 'descriptors' } }];
  assert.deepEqual(data, {
    process: {
      client: { target: { peer: { socketInode: 509106, localPort: 8080, holders: own(12) } } },
      accepted: { target: { peer: { socketInode: 509105, localPort: 46628, holders: own(11) } } },
      far: {
        target: {
          peer: {
            socketInode: 504976,
            localPort: 46636,
            holders: [{ number: 3, process: { pid: 100, name: 'threads' } }],
          },
        },
      },
      listener: { target: { peer: null } },
      udp: { target: { peer: null } },
    },
  });
  assert.equal(extensions, undefined);
});

test('of Unix sockets procfs does not say who is at the other end: null, and the response says why', async () => {
  const { data, extensions } = await ask(`{ process(pid: 26231) {
    connected: fd(number: 8) { target { ... on Socket { peer { socketInode } } } }
    listening: fd(number: 26) { target { ... on Socket { peer { socketInode } } } }
  } }`);
  assert.deepEqual(data, {
    process: { connected: { target: { peer: null } }, listening: { target: { peer: null } } },
  });
  assert.deepEqual(extensions, { procfs: { nulls: [{ field: 'Socket.peer', reason: 'UNSUPPORTED', count: 1 }] } });
});
