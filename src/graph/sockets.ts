import { badInput, bounded, shown } from '../bad-input.ts';
import { builder } from '../builder.ts';
import { refuseExpensiveOfAll } from '../expensive.ts';
import { comparePlaces, type Place, parsePlace, placeCursor } from '../model/place.ts';
import { addressRange, type SocketFilter as Filter } from '../model/socket-filter.ts';
import { placeOf, placeTypes, type SocketScope, socketsWhere } from '../model/sockets.ts';
import { connectionType, page, pageArgs } from './connection.ts';
import { positive } from './process.ts';
import { SocketProtocol, SocketRef, SocketState } from './socket.ts';
import { TextFilter } from './text-filter.ts';

/** As it is given: addresses are text. */
type Given = SocketScope &
  Omit<Filter, 'localAddress' | 'remoteAddress'> & {
    localAddress?: string | null | undefined;
    remoteAddress?: string | null | undefined;
  };

const address =
  'An address, or a range like 192.0.2.0/24. An IPv4 address is also found where it stands among IPv6 ones.';

const SocketFilter = builder.inputRef<Given>('SocketFilter').implement({
  description: 'Which sockets: all that is given must hold. Only tables that can have such sockets are read.',
  fields: (t) => ({
    protocols: t.field({ type: [SocketProtocol], description: 'Protocol is one of these.' }),
    states: t.field({ type: [SocketState], description: 'State is one of these.' }),
    localPort: t.int({ description: 'Its own port, from 0 to 65535. Source: net/tcp and its like, `local_address`.' }),
    remotePort: t.int({
      description: 'The port of the other end, from 0 to 65535. Source: net/tcp and its like, `rem_address`.',
    }),
    localAddress: t.string({
      description: `Its own address. ${address} Source: net/tcp and its like, \`local_address\`.`,
    }),
    remoteAddress: t.string({
      description: `The address of the other end. ${address} Source: net/tcp and its like, \`rem_address\`.`,
    }),
    uids: t.field({
      type: ['BigInt'],
      description: 'User id is one of these. Source: net/tcp and its like, `uid`; net/packet `User`.',
    }),
    path: t.field({ type: TextFilter, description: 'Name of a Unix socket. Source: net/unix `Path`.' }),
    pid: t.int({ description: 'The process with this pid has it open. Source: the links in fd.' }),
    networkNamespaces: t.field({
      type: ['BigInt'],
      description: 'Inode of its network namespace is one of these. Source: the link ns/net.',
    }),
  }),
});

const SocketConnection = connectionType(SocketRef);

builder.queryField('sockets', (t) =>
  t.field({
    type: SocketConnection,
    args: {
      where: t.arg({ type: SocketFilter, description: 'Which sockets. All, if not given.' }),
      ...pageArgs,
    },
    description:
      'The sockets of every network namespace that a process is in which the server may trace, by namespace, protocol, local port and inode. Reads the tables that `where` leaves; `net/tcp` is dear: the kernel walks all of a large table. Source: /proc/[pid]/net of one process of each namespace.',
    resolve: async (_, { where, ...args }, { operation }, info) => {
      refuseExpensiveOfAll(info, { first: args.first, where });
      const after = placeAfter(args.after);
      const sockets = await socketsWhere(operation, scopeOf(where ?? {}), filterOf(where ?? {}), 'Query.sockets');
      const places = new Map(sockets.map((socket) => [socket, placeOf(socket)]));
      const place = (socket: (typeof sockets)[number]): Place => places.get(socket) ?? [];
      return page(
        sockets.toSorted((a, b) => comparePlaces(place(a), place(b))),
        args,
        (socket) => after !== null && comparePlaces(place(socket), after) > 0,
        (socket) => placeCursor(place(socket)),
      );
    },
  }),
);

function scopeOf({ pid, networkNamespaces }: Given): SocketScope {
  return { pid: pid == null ? null : positive('pid', pid), networkNamespaces };
}

function filterOf({ localPort, remotePort, localAddress, remoteAddress, ...others }: Given): Filter {
  return {
    protocols: others.protocols,
    states: others.states,
    localPort: port('localPort', localPort),
    remotePort: port('remotePort', remotePort),
    localAddress: range('localAddress', localAddress),
    remoteAddress: range('remoteAddress', remoteAddress),
    uids: others.uids,
    path: others.path,
  };
}

function port(name: string, value: number | null | undefined): number | null {
  return value == null ? null : bounded(name, value, 0, 2 ** 16 - 1);
}

function range(name: string, value: string | null | undefined) {
  if (value == null) return null;
  const found = addressRange(value);
  if (found) return found;
  throw badInput(`${name} must be an IP address or a range like 192.0.2.0/24, but was ${shown(value)}`);
}

function placeAfter(after: string | null | undefined): Place | null {
  if (after == null) return null;
  const place = parsePlace(after, placeTypes);
  if (place === null) throw badInput(`after must be a cursor of a list of sockets, but was ${shown(after)}`);
  return place;
}
