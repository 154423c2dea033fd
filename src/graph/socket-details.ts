import { builder } from '../builder.ts';
import { netlinkProtocol, netlinkProtocols } from '../model/netlink-protocol.ts';
import { Socket } from '../model/socket.ts';
import type { NetlinkSocket } from '../procfs/net/netlink.ts';
import type { PacketSocket } from '../procfs/net/packet.ts';
import type { UnixSocket } from '../procfs/net/unix.ts';

const UnixDetails = builder.objectRef<UnixSocket>('UnixDetails').implement({
  description:
    'The name of a Unix socket, see unix(7): one that was accepted has its listener’s. All is null if it has none. A name may hold a newline, and the kernel does not escape it: one that imitates a line of the table shows as a socket that is none.',
  fields: (t) => ({
    path: t.string({
      nullable: true,
      description:
        'The path that it was bound to, as whoever bound it saw it; of an abstract name, `@` and the name, with an `@` for each NUL. Bytes that are not UTF-8 become U+FFFD. Source: net/unix `Path`.',
      resolve: ({ path }) => path?.toString() ?? null,
    }),
    raw: t.string({
      nullable: true,
      description: 'The same bytes, in base64. Source: net/unix `Path`.',
      resolve: ({ path }) => path?.toString('base64') ?? null,
    }),
    abstract: t.boolean({
      nullable: true,
      description:
        'Whether it stands in no file system. A relative path that begins with `@` looks the same. Source: net/unix `Path`.',
      resolve: ({ path }) => path?.toString('latin1').startsWith('@') ?? null,
    }),
  }),
});

const NetlinkProtocol = builder.enumType('NetlinkProtocol', {
  description: 'Which part of the kernel a netlink socket talks to, see netlink(7).',
  values: netlinkProtocols,
});

const NetlinkDetails = builder.objectRef<NetlinkSocket>('NetlinkDetails').implement({
  description: 'What a netlink socket has beside what all have.',
  fields: (t) => ({
    protocol: t.field({
      type: NetlinkProtocol,
      description: 'Which part of the kernel it talks to. Source: net/netlink `Eth`.',
      resolve: ({ protocol }) => netlinkProtocol(protocol),
    }),
    protocolNumber: t.exposeInt('protocol', { description: 'The number of that. Source: net/netlink `Eth`.' }),
    portId: t.field({
      type: 'BigInt',
      nullable: true,
      description:
        'Its own address: the pid of who made it, if no other socket had that. Null for the kernel’s own, and one without an address. Source: net/netlink `Pid`.',
      resolve: ({ portId }) => portId || null,
    }),
    groups: t.intList({
      description: 'The multicast groups that it listens to, of the first 32. Source: net/netlink `Groups`.',
      resolve: ({ groups }) =>
        Array.from({ length: 32 }, (_, at) => at + 1).filter((group) => (groups >>> (group - 1)) & 1),
    }),
  }),
});

const PacketDetails = builder.objectRef<PacketSocket>('PacketDetails').implement({
  description: 'What a packet socket has beside what all have.',
  fields: (t) => ({
    etherType: t.exposeInt('etherType', {
      description: 'Which packets it receives: 3 all, 2048 those of IPv4, see packet(7). Source: net/packet `Proto`.',
    }),
    interfaceIndex: t.int({
      nullable: true,
      description: 'The interface that it is bound to, by number. Null for all. Source: net/packet `Iface`.',
      resolve: ({ interfaceIndex }) => interfaceIndex || null,
    }),
    running: t.exposeBoolean('running', { description: 'Whether it receives at all. Source: net/packet `R`.' }),
  }),
});

builder.objectFields(Socket, (t) => ({
  unix: t.field({
    type: UnixDetails,
    from: ['socket'],
    nullable: true,
    description: 'More of a Unix socket. Null for others. Source: net/unix.',
    resolve: (socket) => socket.row('unix'),
  }),
  netlink: t.field({
    type: NetlinkDetails,
    from: ['socket'],
    nullable: true,
    description: 'More of a netlink socket. Null for others. Source: net/netlink.',
    resolve: (socket) => socket.row('netlink'),
  }),
  packet: t.field({
    type: PacketDetails,
    from: ['socket'],
    nullable: true,
    description: 'More of a packet socket. Null for others. Source: net/packet.',
    resolve: (socket) => socket.row('packet'),
  }),
}));
