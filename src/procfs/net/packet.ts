import { malformed } from '../error.ts';
import { type Integer, integer, lines, small } from '../text.ts';

/** A packet socket: /proc/[pid]/net/packet, proc_pid_net(5), packet(7). */
export interface PacketSocket {
  kind: 'packet';
  references: number;
  /** 2 without the header of the link layer, 3 with it. */
  type: number;
  /** Which packets: 0x0003 all, 0x0800 those of IPv4. */
  etherType: number;
  /** 0 for every interface. */
  interfaceIndex: number;
  /** Whether it receives. */
  running: boolean;
  receiveQueue: number;
  uid: number;
  inode: Integer;
}

const fields = /^[0-9a-f]+ +(\d+) +(\d+) +([0-9a-f]{4}) +(\d+) +([01]) +(\d+) +(\d+) +(\d+) *$/;

export function parsePacket(bytes: Buffer): PacketSocket[] {
  return Array.from(lines(bytes), (line) => line.toString('latin1'))
    .filter((line) => !line.startsWith('sk '))
    .map(parseSocket);
}

function parseSocket(line: string): PacketSocket {
  const found = fields.exec(line);
  if (!found) throw malformed(`"${line}" is not a packet socket`);
  const [, references = '', type = '', etherType = '', interfaceIndex = '', running, ...rest] = found;
  const [receiveQueue = '', uid = '', inode = ''] = rest;
  return {
    kind: 'packet',
    references: small(references, 'RefCnt'),
    type: small(type, 'Type'),
    etherType: Number.parseInt(etherType, 16),
    interfaceIndex: small(interfaceIndex, 'Iface'),
    running: running === '1',
    receiveQueue: small(receiveQueue, 'Rmem'),
    uid: small(uid, 'User'),
    inode: integer(inode, 'Inode'),
  };
}
