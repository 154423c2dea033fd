import type { Socket } from './socket.ts';
import { protocols } from './socket-protocols.ts';

/** How far a connection is. */
export const socketStates = {
  LISTEN: { description: 'Waits for connections.' },
  SYN_SENT: { description: 'TCP: asks for a connection.' },
  SYN_RECV: { description: 'TCP: was asked for a connection, and has answered.' },
  ESTABLISHED: { description: 'TCP: connected. Of datagrams: has a remote address that they go to.' },
  FIN_WAIT1: { description: 'TCP: closed here, and has said so.' },
  FIN_WAIT2: { description: 'TCP: closed here, and the other end knows; that has more to send.' },
  CLOSE_WAIT: { description: 'TCP: closed at the other end, not here.' },
  CLOSING: { description: 'TCP: closed at both ends at once.' },
  LAST_ACK: { description: 'TCP: closed at the other end, then here, and has said so.' },
  TIME_WAIT: { description: 'TCP: closed; its ports rest for a minute.' },
  CLOSE: { description: 'TCP: not connected.' },
  UNCONNECTED: { description: 'Unix and datagrams: has no other end.' },
  CONNECTING: { description: 'Unix: waits to be accepted, or for an answer.' },
  CONNECTED: { description: 'Unix: has another end.' },
  DISCONNECTING: { description: 'Unix: is being closed.' },
  UNKNOWN: { description: 'A state that procql does not know.' },
} as const;

export type SocketState = keyof typeof socketStates;

/** include/net/tcp_states.h, from 1 on. The last is said of a connection that is being made without a socket. */
const tcpStates: readonly SocketState[] = [
  'ESTABLISHED',
  'SYN_SENT',
  'SYN_RECV',
  'FIN_WAIT1',
  'FIN_WAIT2',
  'TIME_WAIT',
  'CLOSE',
  'CLOSE_WAIT',
  'LAST_ACK',
  'LISTEN',
  'CLOSING',
  'SYN_RECV',
];

/** include/uapi/linux/net.h, from 1 on. */
const unixStates: readonly SocketState[] = ['UNCONNECTED', 'CONNECTING', 'CONNECTED', 'DISCONNECTING'];

/** Null for a netlink and a packet socket, which have none. */
export function socketState({ listing: { protocol, row } }: Socket): SocketState | null {
  if (row.kind === 'unix') return row.listens ? 'LISTEN' : (unixStates[row.state - 1] ?? 'UNKNOWN');
  if (row.kind !== 'inet') return null;
  const state = tcpStates[row.state - 1] ?? 'UNKNOWN';
  return state === 'CLOSE' && protocols[protocol].type !== 'STREAM' ? 'UNCONNECTED' : state;
}

/** What socket(2) calls the type. */
export const socketTypes = {
  STREAM: { description: 'Bytes in order, with a connection.' },
  DGRAM: { description: 'Datagrams.' },
  RAW: { description: 'Datagrams with the header of the layer below.' },
  SEQPACKET: { description: 'Datagrams in order, with a connection.' },
  UNKNOWN: { description: 'A type that procql does not know.' },
} as const;

export type SocketType = keyof typeof socketTypes;

const types = new Map<number, SocketType>([
  [1, 'STREAM'],
  [2, 'DGRAM'],
  [3, 'RAW'],
  [5, 'SEQPACKET'],
]);

/** Null for a netlink socket: the table does not say it. */
export function socketType({ listing: { protocol, row } }: Socket): SocketType | null {
  if (row.kind === 'unix' || row.kind === 'packet') return types.get(row.type) ?? 'UNKNOWN';
  return protocols[protocol].type;
}
