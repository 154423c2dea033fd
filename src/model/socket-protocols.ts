import { endianness } from 'node:os';
import { parseNetlink } from '../procfs/net/netlink.ts';
import { parsePacket } from '../procfs/net/packet.ts';
import { type InetSocket, parseTcp } from '../procfs/net/tcp.ts';
import { parseUnix } from '../procfs/net/unix.ts';
import { read } from './handle.ts';

const inet = (bytes: Buffer): InetSocket[] => parseTcp(bytes, endianness());

/** The tables of sockets, below the directory of a process or thread: each sees those of its network namespace. */
export const socketFiles = (place: '' | 'task/*/') => ({
  'net/tcp': read(`${place}net/tcp`, inet),
  'net/tcp6': read(`${place}net/tcp6`, inet),
  'net/udp': read(`${place}net/udp`, inet),
  'net/udp6': read(`${place}net/udp6`, inet),
  'net/udplite': read(`${place}net/udplite`, inet),
  'net/udplite6': read(`${place}net/udplite6`, inet),
  'net/raw': read(`${place}net/raw`, inet),
  'net/raw6': read(`${place}net/raw6`, inet),
  'net/icmp': read(`${place}net/icmp`, inet),
  'net/icmp6': read(`${place}net/icmp6`, inet),
  'net/unix': read(`${place}net/unix`, parseUnix),
  'net/netlink': read(`${place}net/netlink`, parseNetlink),
  'net/packet': read(`${place}net/packet`, parsePacket),
});

type SocketFile = keyof ReturnType<typeof socketFiles>;

/** One line of any of them. */
export type SocketRow = ReturnType<ReturnType<typeof socketFiles>[SocketFile]['parse']>[number];

interface ProtocolInfo {
  file: SocketFile;
  kind: SocketRow['kind'];
  family: string;
  /** What socket(2) calls the type. Null where the table says it of each, or of none. */
  type: 'STREAM' | 'DGRAM' | 'RAW' | null;
  description: string;
}

/** What sockets speak, in the order of `Query.sockets`. */
export const protocols = {
  TCP: { file: 'net/tcp', kind: 'inet', family: 'INET', type: 'STREAM', description: 'TCP over IPv4.' },
  TCP6: {
    file: 'net/tcp6',
    kind: 'inet',
    family: 'INET6',
    type: 'STREAM',
    description: 'TCP over IPv6, or over IPv4 by way of it.',
  },
  UDP: { file: 'net/udp', kind: 'inet', family: 'INET', type: 'DGRAM', description: 'UDP over IPv4.' },
  UDP6: {
    file: 'net/udp6',
    kind: 'inet',
    family: 'INET6',
    type: 'DGRAM',
    description: 'UDP over IPv6, or over IPv4 by way of it.',
  },
  UDPLITE: { file: 'net/udplite', kind: 'inet', family: 'INET', type: 'DGRAM', description: 'UDP-Lite over IPv4.' },
  UDPLITE6: { file: 'net/udplite6', kind: 'inet', family: 'INET6', type: 'DGRAM', description: 'UDP-Lite over IPv6.' },
  RAW: { file: 'net/raw', kind: 'inet', family: 'INET', type: 'RAW', description: 'IPv4 itself, see raw(7).' },
  RAW6: { file: 'net/raw6', kind: 'inet', family: 'INET6', type: 'RAW', description: 'IPv6 itself.' },
  ICMP: {
    file: 'net/icmp',
    kind: 'inet',
    family: 'INET',
    type: 'DGRAM',
    description: 'Echoes of ICMP: an unprivileged ping.',
  },
  ICMP6: { file: 'net/icmp6', kind: 'inet', family: 'INET6', type: 'DGRAM', description: 'Echoes of ICMPv6.' },
  UNIX: { file: 'net/unix', kind: 'unix', family: 'UNIX', type: null, description: 'Within the machine, see unix(7).' },
  NETLINK: {
    file: 'net/netlink',
    kind: 'netlink',
    family: 'NETLINK',
    type: null,
    description: 'With the kernel, see netlink(7).',
  },
  PACKET: {
    file: 'net/packet',
    kind: 'packet',
    family: 'PACKET',
    type: null,
    description: 'Whole packets, see packet(7).',
  },
} as const satisfies Record<string, ProtocolInfo>;

export type Protocol = keyof typeof protocols;

export const allProtocols = Object.keys(protocols) as Protocol[]; // the keys that stand there

/** Where a socket of which only the inode is known is looked for: what is likely first, and the dear ones not alone. */
export const searchOrder: readonly (readonly Protocol[])[] = [
  ['UNIX'],
  ['TCP', 'TCP6'],
  ['UDP', 'UDP6', 'NETLINK'],
  ['UDPLITE', 'UDPLITE6', 'RAW', 'RAW6', 'ICMP', 'ICMP6', 'PACKET'],
];
