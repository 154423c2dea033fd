import { builder } from '../builder.ts';
import { Socket } from '../model/socket.ts';
import { protocols } from '../model/socket-protocols.ts';
import { socketState, socketStates, socketType, socketTypes } from '../model/socket-state.ts';
import { AccountRef } from './account.ts';
import { Namespace } from './namespace.ts';

export const SocketProtocol = builder.enumType('SocketProtocol', {
  description: 'What a socket speaks: the table of /proc/[pid]/net that it stands in.',
  values: protocols,
});

const SocketFamily = builder.enumType('SocketFamily', {
  description: 'The kind of its addresses, see address_families(7).',
  values: {
    INET: { description: 'IPv4.' },
    INET6: { description: 'IPv6, and IPv4 by way of it: `::ffff:127.0.0.1`.' },
    UNIX: { description: 'Paths and names within the machine.' },
    NETLINK: { description: 'Ports of netlink.' },
    PACKET: { description: 'Interfaces.' },
  },
});

const SocketType = builder.enumType('SocketType', {
  description: 'How a socket carries data, see socket(2).',
  values: socketTypes,
});

export const SocketState = builder.enumType('SocketState', {
  description: 'How far the connection of a socket is.',
  values: socketStates,
});

export const SocketRef = builder.objectType(Socket, {
  name: 'Socket',
  description:
    'A socket. All but its inode and holders stands in a table of its network namespace: null, with the reason, of a socket that stands in none, as one without an address or of a family that procfs does not list; and of one that its process brought along from another network namespace.',
  extensions: { isHandle: true },
  fields: (t) => ({
    socketInode: t.expose('inode', {
      type: 'BigInt',
      nullable: true,
      description:
        'Its number: whoever shares it has the same, the other end has another. Null for what no descriptor has: in TIME_WAIT, closed before all was sent, or not accepted yet. Source: the link in fd; net/tcp and its like, `inode`.',
    }),
    protocol: t.field({
      type: SocketProtocol,
      from: ['socket'],
      nullable: true,
      description: 'What it speaks. Source: the file below net in which it stands.',
      resolve: ({ listing }) => listing.protocol,
    }),
    family: t.field({
      type: SocketFamily,
      from: ['socket'],
      nullable: true,
      description: 'The kind of its addresses. Source: the file below net in which it stands.',
      resolve: ({ listing }) => protocols[listing.protocol].family,
    }),
    socketType: t.field({
      type: SocketType,
      from: ['socket'],
      nullable: true,
      description:
        'How it carries data. Null for netlink, which does not say. Source: net/unix, net/packet `Type`; the file in which it stands.',
      resolve: socketType,
    }),
    state: t.field({
      type: SocketState,
      from: ['socket'],
      nullable: true,
      description:
        'How far its connection is. Null for netlink and packets. Source: net/tcp and its like, `st`; net/unix `St`, `Flags`.',
      resolve: socketState,
    }),
    networkNamespace: t.field({
      type: Namespace,
      from: ['socket'],
      nullable: true,
      description: 'The network namespace in whose tables it stands. Source: the link ns/net.',
      resolve: ({ listing }) => listing.network.namespace,
    }),
    user: t.field({
      type: AccountRef,
      from: ['socket'],
      nullable: true,
      description:
        'Whose it is: who made it, as a rule. Null for Unix and netlink, which do not say, and for what no descriptor has. Source: net/tcp and its like, `uid`; net/packet `User`.',
      resolve: ({ uid }) => (uid === null ? null : { id: uid, table: 'users' as const }),
    }),
  }),
});
