import { builder } from '../builder.ts';
import { Socket } from '../model/socket.ts';
import { socketState } from '../model/socket-state.ts';

builder.objectFields(Socket, (t) => ({
  localAddress: t.string({
    from: ['socket'],
    nullable: true,
    description:
      'Its own address; `0.0.0.0` or `::` is any of the machine’s. Null if it is not of IP. Source: net/tcp and its like, `local_address`.',
    resolve: (socket) => socket.row('inet')?.localAddress ?? null,
  }),
  localPort: t.int({
    from: ['socket'],
    nullable: true,
    description:
      'Its own port; of ICMP, the identifier of its echoes. Null if it has none. Source: net/tcp and its like, `local_address`.',
    resolve: (socket) => (isRaw(socket) ? null : socket.row('inet')?.localPort || null),
  }),
  remoteAddress: t.string({
    from: ['socket'],
    nullable: true,
    description: 'The address of the other end. Null if it has none. Source: net/tcp and its like, `rem_address`.',
    resolve: (socket) => {
      const row = socket.row('inet');
      return row === null || /^[0.:]+$/.test(row.remoteAddress) ? null : row.remoteAddress;
    },
  }),
  remotePort: t.int({
    from: ['socket'],
    nullable: true,
    description: 'The port of the other end. Null if it has none. Source: net/tcp and its like, `rem_address`.',
    resolve: (socket) => socket.row('inet')?.remotePort || null,
  }),
  ipProtocol: t.int({
    from: ['socket'],
    nullable: true,
    description:
      'Of RAW and RAW6: the number of the protocol above IP that it receives; 1 is ICMP, 255 none. Null for others. Source: net/tcp and its like, `local_address`, where others have a port.',
    resolve: (socket) => (isRaw(socket) ? (socket.row('inet')?.localPort ?? null) : null),
  }),
  receiveQueueBytes: t.field({
    type: 'BigInt',
    from: ['socket'],
    nullable: true,
    description:
      'Arrived and not read yet, bytes; of other than TCP, with what the kernel needs to keep them. Null for Unix, which does not say, and for a TCP listener: that has a `backlog`. Source: net/tcp and its like, `rx_queue`; net/netlink, net/packet `Rmem`.',
    resolve: (socket) => (isTcpListener(socket) ? null : bytes(socket, 'receiveQueue')),
  }),
  sendQueueBytes: t.field({
    type: 'BigInt',
    from: ['socket'],
    nullable: true,
    description:
      'Written, and not sent or not acknowledged yet, bytes; of other than TCP, with what the kernel needs to keep them. Null for Unix and packets, which do not say, and for a TCP listener. Source: net/tcp and its like, `tx_queue`; net/netlink `Wmem`.',
    resolve: (socket) => (isTcpListener(socket) ? null : bytes(socket, 'sendQueue')),
  }),
  backlog: t.int({
    from: ['socket'],
    nullable: true,
    description:
      'Of a TCP listener: how many connections wait to be accepted. Null for others. Source: net/tcp `rx_queue`.',
    resolve: (socket) => (isTcpListener(socket) ? (socket.row('inet')?.receiveQueue ?? null) : null),
  }),
  drops: t.field({
    type: 'BigInt',
    from: ['socket'],
    nullable: true,
    description:
      'How many datagrams came and were thrown away, for lack of room as a rule. Null for TCP, Unix and packets, which do not say. Source: net/udp and its like, `drops`; net/netlink `Drops`.',
    resolve: ({ listing: { row } }) => ('drops' in row ? row.drops : null),
  }),
}));

function isRaw({ listing: { protocol } }: Socket): boolean {
  return protocol === 'RAW' || protocol === 'RAW6';
}

function isTcpListener(socket: Socket): boolean {
  return socket.row('inet') !== null && socketState(socket) === 'LISTEN';
}

/** What is less than nothing for a moment is printed as almost 2^32. */
function bytes({ listing: { row } }: Socket, queue: 'receiveQueue' | 'sendQueue'): number | null {
  const value = queue in row ? (row as { [K in typeof queue]?: number })[queue] : undefined;
  return value === undefined || value >= 2 ** 31 ? null : value;
}
