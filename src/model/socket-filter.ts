import { BlockList, isIP } from 'node:net';
import type { Integer } from '../procfs/text.ts';
import type { Socket } from './socket.ts';
import { allProtocols, type Protocol, protocols, type SocketRow } from './socket-protocols.ts';
import { type SocketState, socketState } from './socket-state.ts';
import { matchesText, type TextFilter } from './text-filter.ts';

interface Wanted {
  protocols: readonly Protocol[];
  states: readonly SocketState[];
  localPort: number;
  remotePort: number;
  localAddress: BlockList;
  remoteAddress: BlockList;
  uids: readonly Integer[];
  path: TextFilter;
}

/** Which sockets of a network namespace: all that is given must hold. */
export type SocketFilter = { [K in keyof Wanted]?: Wanted[K] | null | undefined };

interface Condition<T> {
  /** Of which sockets it can hold: the tables of others are not read. */
  kinds: readonly SocketRow['kind'][];
  holds: (wanted: T, socket: Socket) => boolean;
}

type Conditions = { [K in keyof Wanted]: Condition<Wanted[K]> };

const conditions: Conditions = {
  protocols: {
    kinds: ['inet', 'unix', 'netlink', 'packet'],
    holds: (wanted, { listing }) => wanted.includes(listing.protocol),
  },
  states: {
    kinds: ['inet', 'unix'],
    holds: (wanted, socket) => wanted.some((state) => state === socketState(socket)),
  },
  localPort: { kinds: ['inet'], holds: (port, socket) => socket.row('inet')?.localPort === port },
  remotePort: { kinds: ['inet'], holds: (port, socket) => socket.row('inet')?.remotePort === port },
  localAddress: { kinds: ['inet'], holds: (range, socket) => isIn(range, socket.row('inet')?.localAddress) },
  remoteAddress: { kinds: ['inet'], holds: (range, socket) => isIn(range, socket.row('inet')?.remoteAddress) },
  uids: { kinds: ['inet', 'packet'], holds: (uids, { uid }) => uid !== null && uids.includes(uid) },
  path: {
    kinds: ['unix'],
    holds: (filter, socket) => {
      const path = socket.row('unix')?.path;
      return path != null && matchesText(path.toString(), filter);
    },
  },
};

const keys = Object.keys(conditions) as (keyof Wanted)[]; // the keys that stand there

/** The protocols of which a socket can meet all conditions. */
export function protocolsWanted(filter: SocketFilter): readonly Protocol[] {
  const given = keys.filter((key) => filter[key] != null);
  return allProtocols.filter(
    (protocol) =>
      (filter.protocols?.includes(protocol) ?? true) &&
      given.every((key) => conditions[key].kinds.includes(protocols[protocol].kind)),
  );
}

export function meets(socket: Socket, filter: SocketFilter): boolean {
  return keys.every((key) => holds(socket, key, filter[key]));
}

function holds<K extends keyof Wanted>(socket: Socket, key: K, wanted: SocketFilter[K]): boolean {
  const condition: Condition<Wanted[K]> = conditions[key];
  return wanted === null || wanted === undefined || condition.holds(wanted, socket);
}

/** The addresses that `192.0.2.1`, `192.0.2.0/24` or the same of IPv6 stand for. Null if the text is none of these. */
export function addressRange(text: string): BlockList | null {
  const [, address = '', prefix] = /^([^/]+)(?:\/(0|[1-9]\d{0,2}))?$/.exec(text) ?? [];
  const version = isIP(address);
  const bits = version === 4 ? 32 : 128;
  if (version === 0 || Number(prefix ?? 0) > bits) return null;
  const range = new BlockList();
  range.addSubnet(address, Number(prefix ?? bits), version === 4 ? 'ipv4' : 'ipv6');
  return range;
}

/** An IPv4 address is found whichever way it is written. */
function isIn(range: BlockList, address = ''): boolean {
  return range.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');
}
