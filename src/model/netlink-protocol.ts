/** include/uapi/linux/netlink.h, by number. */
const numbers = new Map<number, NetlinkProtocol>([
  [0, 'ROUTE'],
  [2, 'USERSOCK'],
  [4, 'SOCK_DIAG'],
  [5, 'NFLOG'],
  [6, 'XFRM'],
  [7, 'SELINUX'],
  [8, 'ISCSI'],
  [9, 'AUDIT'],
  [10, 'FIB_LOOKUP'],
  [11, 'CONNECTOR'],
  [12, 'NETFILTER'],
  [15, 'KOBJECT_UEVENT'],
  [16, 'GENERIC'],
  [18, 'SCSITRANSPORT'],
  [19, 'ECRYPTFS'],
  [20, 'RDMA'],
  [21, 'CRYPTO'],
  [22, 'SMC'],
]);

export const netlinkProtocols = {
  ROUTE: { description: 'Routes, addresses, interfaces: rtnetlink(7).' },
  USERSOCK: { description: 'Left to programs.' },
  SOCK_DIAG: { description: 'Questions about sockets: sock_diag(7).' },
  NFLOG: { description: 'The log of netfilter, of old.' },
  XFRM: { description: 'IPsec.' },
  SELINUX: { description: 'What SELinux tells.' },
  ISCSI: { description: 'Open-iSCSI.' },
  AUDIT: { description: 'The audit system.' },
  FIB_LOOKUP: { description: 'Look-ups in the table of routes.' },
  CONNECTOR: { description: 'The connector: what happens to processes, for one.' },
  NETFILTER: { description: 'Netfilter.' },
  KOBJECT_UEVENT: { description: 'Devices that come and go.' },
  GENERIC: { description: 'Whatever has no number of its own.' },
  SCSITRANSPORT: { description: 'SCSI transports.' },
  ECRYPTFS: { description: 'eCryptfs.' },
  RDMA: { description: 'InfiniBand and other RDMA.' },
  CRYPTO: { description: 'The kernel’s ciphers.' },
  SMC: { description: 'SMC sockets, their diagnosis.' },
  UNKNOWN: { description: 'One that procql does not know: `protocolNumber` says which.' },
} as const;

type NetlinkProtocol = keyof typeof netlinkProtocols;

export function netlinkProtocol(number: number): NetlinkProtocol {
  return numbers.get(number) ?? 'UNKNOWN';
}
