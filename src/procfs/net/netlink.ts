import { malformed } from '../error.ts';
import { type Integer, integer, lines, small } from '../text.ts';

/** A netlink socket: /proc/[pid]/net/netlink, proc_pid_net(5), netlink(7). */
export interface NetlinkSocket {
  kind: 'netlink';
  /** Which part of the kernel it talks to: 0 is NETLINK_ROUTE. */
  protocol: number;
  /** Its address: a pid as a rule. 0 for the kernel's own. */
  portId: number;
  /** The first 32 multicast groups that it listens to, a bit each. */
  groups: number;
  receiveQueue: number;
  sendQueue: number;
  references: number;
  drops: number;
  inode: Integer;
}

const fields = /^[0-9a-f]+ +(\d+) +(\d+) +([0-9a-f]{8}) +(\d+) +(\d+) +[^ ]+ +(\d+) +(\d+) +(\d+) *$/;

export function parseNetlink(bytes: Buffer): NetlinkSocket[] {
  return Array.from(lines(bytes), (line) => line.toString('latin1'))
    .filter((line) => !line.startsWith('sk '))
    .map(parseSocket);
}

function parseSocket(line: string): NetlinkSocket {
  const found = fields.exec(line);
  if (!found) throw malformed(`"${line}" is not a netlink socket`);
  const [, protocol = '', portId = '', groups = '', received = '', sent = '', ...rest] = found;
  const [references = '', drops = '', inode = ''] = rest;
  return {
    kind: 'netlink',
    protocol: small(protocol, 'Eth'),
    portId: small(portId, 'Pid'),
    groups: Number.parseInt(groups, 16),
    receiveQueue: small(received, 'Rmem'),
    sendQueue: small(sent, 'Wmem'),
    references: small(references, 'Locks'),
    drops: small(drops, 'Drops'),
    inode: integer(inode, 'Inode'),
  };
}
