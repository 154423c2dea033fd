import { malformed } from '../error.ts';
import { type Integer, integer, lines, small } from '../text.ts';
import { address, type ByteOrder } from './address.ts';

/** A socket of an IP protocol: a line of /proc/[pid]/net/tcp, udp, udplite, raw, icmp or the like, proc_pid_net(5). */
export interface InetSocket {
  kind: 'inet';
  localAddress: string;
  /** Of a raw socket the number of its IP protocol, of ICMP the identifier of its echoes. */
  localPort: number;
  remoteAddress: string;
  remotePort: number;
  /** A state of TCP: 1 to 12. */
  state: number;
  /** Bytes. What is less than nothing for a moment is printed modulo 2^32. */
  sendQueue: number;
  /** Bytes; of a TCP listener, connections. */
  receiveQueue: number;
  /** What is waited for: 0 nothing, 1 to send again, 2 keep-alive, 3 the end of TIME_WAIT, 4 to probe a zero window. */
  timer: number;
  /** Until then, in clock ticks. */
  timerTicks: bigint;
  retransmits: number;
  /** 0 in TIME_WAIT. */
  uid: number;
  /** Probes that were not answered. */
  probes: number;
  /** 0 of what no descriptor has: in TIME_WAIT, closed, or not accepted yet. */
  inode: Integer;
  references: number;
  /** Null for other protocols, and for the short line of TIME_WAIT and of a connection that is being made. */
  tcp: TcpFigures | null;
  /** Datagrams thrown away. Null for TCP. */
  drops: number | null;
}

interface TcpFigures {
  /** Clock ticks. */
  retransmitTimeoutTicks: number;
  /** Segments; of a listener, nothing. */
  congestionWindow: number;
  /** Segments, -1 for no limit; of a listener, the length of its queue for TCP Fast Open. */
  slowStartThreshold: number;
}

const end = '([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4})';

const fields = new RegExp(
  `^ *\\d+: ${end} ${end} ([0-9A-F]{2}) ([0-9A-F]{8}):([0-9A-F]{8}) ([0-9A-F]{2}):([0-9A-F]{8,16}) ` +
    '([0-9A-F]{8}) +(\\d+) +(\\d+) (\\d+) (\\d+) [^ ]+((?: -?\\d+)*) *$',
);

export function parseTcp(bytes: Buffer, order: ByteOrder): InetSocket[] {
  return Array.from(lines(bytes), (line) => line.toString('latin1'))
    .filter((line) => !/^ +sl /.test(line))
    .map((line) => parseSocket(line, order));
}

function parseSocket(line: string, order: ByteOrder): InetSocket {
  const found = fields.exec(line);
  if (!found) throw malformed(`"${line}" is not a socket`);
  const [, localAddress = '', localPort = '', remoteAddress = '', remotePort = '', state = '', ...rest] = found;
  const [sendQueue = '', receiveQueue = '', timer = '', timerTicks = '', retransmits = '', ...others] = rest;
  const [uid = '', probes = '', inode = '', references = '', figures = ''] = others;
  const last = figures.split(' ').filter(Boolean);
  return {
    kind: 'inet',
    localAddress: address(localAddress, order),
    localPort: hexadecimal(localPort),
    remoteAddress: address(remoteAddress, order),
    remotePort: hexadecimal(remotePort),
    state: hexadecimal(state),
    sendQueue: hexadecimal(sendQueue),
    receiveQueue: hexadecimal(receiveQueue),
    timer: hexadecimal(timer),
    timerTicks: BigInt(`0x${timerTicks}`),
    retransmits: hexadecimal(retransmits),
    uid: small(uid, 'uid'),
    probes: small(probes, 'timeout'),
    inode: integer(inode, 'inode'),
    references: small(references, 'ref'),
    tcp: last.length < 5 ? null : tcpFigures(last),
    drops: last.length === 1 ? small(last[0] ?? '', 'drops') : null,
  };
}

/** The second and third, of delayed acknowledgements, are left out. */
function tcpFigures([timeout = '', , , window = '', threshold = '']: readonly string[]): TcpFigures {
  return {
    retransmitTimeoutTicks: small(timeout, 'retransmit timeout'),
    congestionWindow: small(window, 'congestion window'),
    slowStartThreshold: small(threshold, 'slow start threshold'),
  };
}

/** Of digits that the pattern has counted. */
function hexadecimal(digits: string): number {
  return Number.parseInt(digits, 16);
}
