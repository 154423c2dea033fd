import { setBits } from './mask.ts';

/** A capability: its number, and what it allows. */
interface Capability {
  value: number;
  description: string;
}

/** Capabilities by name, capabilities(7), up to Linux 5.9: later kernels have added none. */
export const capabilities: Readonly<Record<string, Capability>> = {
  CAP_CHOWN: { value: 0, description: 'Give any file any owner: 0.' },
  CAP_DAC_OVERRIDE: { value: 1, description: 'Read, write and execute files whatever their mode says: 1.' },
  CAP_DAC_READ_SEARCH: { value: 2, description: 'Read files and directories whatever their mode says: 2.' },
  CAP_FOWNER: { value: 3, description: 'Do what only the owner of a file may: 3.' },
  CAP_FSETID: { value: 4, description: 'Keep the set-user-id and set-group-id bits of files that change: 4.' },
  CAP_KILL: { value: 5, description: 'Send signals to any process: 5.' },
  CAP_SETGID: { value: 6, description: 'Take any group id: 6.' },
  CAP_SETUID: { value: 7, description: 'Take any user id: 7.' },
  CAP_SETPCAP: { value: 8, description: 'Add bounded capabilities to the inheritable ones, and drop bounds: 8.' },
  CAP_LINUX_IMMUTABLE: { value: 9, description: 'Make files immutable or append-only: 9.' },
  CAP_NET_BIND_SERVICE: { value: 10, description: 'Bind sockets to ports below 1024: 10.' },
  CAP_NET_BROADCAST: { value: 11, description: 'Broadcast and listen to multicasts, not used: 11.' },
  CAP_NET_ADMIN: { value: 12, description: 'Configure interfaces, routes, firewalls and sockets: 12.' },
  CAP_NET_RAW: { value: 13, description: 'Use raw and packet sockets: 13.' },
  CAP_IPC_LOCK: { value: 14, description: 'Lock memory and use huge pages: 14.' },
  CAP_IPC_OWNER: { value: 15, description: 'Use System V IPC objects whatever their mode says: 15.' },
  CAP_SYS_MODULE: { value: 16, description: 'Load and remove kernel modules: 16.' },
  CAP_SYS_RAWIO: { value: 17, description: 'Use I/O ports and devices in the raw: 17.' },
  CAP_SYS_CHROOT: { value: 18, description: 'Change the root directory, or the mount namespace: 18.' },
  CAP_SYS_PTRACE: { value: 19, description: 'Trace any process and read its memory: 19.' },
  CAP_SYS_PACCT: { value: 20, description: 'Switch process accounting on and off: 20.' },
  CAP_SYS_ADMIN: { value: 21, description: 'Administer: mounts, namespaces, quotas, swap and much else: 21.' },
  CAP_SYS_BOOT: { value: 22, description: 'Reboot, or load another kernel: 22.' },
  CAP_SYS_NICE: { value: 23, description: 'Raise priorities, set policies and affinities of any process: 23.' },
  CAP_SYS_RESOURCE: { value: 24, description: 'Raise limits, exceed quotas and reserved space: 24.' },
  CAP_SYS_TIME: { value: 25, description: 'Set the clocks: 25.' },
  CAP_SYS_TTY_CONFIG: { value: 26, description: 'Hang up and configure terminals: 26.' },
  CAP_MKNOD: { value: 27, description: 'Make device files: 27.' },
  CAP_LEASE: { value: 28, description: 'Take leases on any file: 28.' },
  CAP_AUDIT_WRITE: { value: 29, description: 'Write to the audit log: 29.' },
  CAP_AUDIT_CONTROL: { value: 30, description: 'Configure auditing: 30.' },
  CAP_SETFCAP: { value: 31, description: 'Give capabilities to files: 31.' },
  CAP_MAC_OVERRIDE: { value: 32, description: 'Override mandatory access control, of Smack: 32.' },
  CAP_MAC_ADMIN: { value: 33, description: 'Configure mandatory access control, of Smack: 33.' },
  CAP_SYSLOG: { value: 34, description: 'Read the kernel log, and kernel addresses in procfs: 34.' },
  CAP_WAKE_ALARM: { value: 35, description: 'Set timers that wake the system: 35.' },
  CAP_BLOCK_SUSPEND: { value: 36, description: 'Keep the system from being suspended: 36.' },
  CAP_AUDIT_READ: { value: 37, description: 'Read the audit log: 37.' },
  CAP_PERFMON: { value: 38, description: 'Monitor performance: 38.' },
  CAP_BPF: { value: 39, description: 'Load BPF programs and make BPF maps: 39.' },
  CAP_CHECKPOINT_RESTORE: { value: 40, description: 'Checkpoint and restore processes, choose pids: 40.' },
};

const count = Object.keys(capabilities).length;

/** The numbers of the capabilities in a mask of the kernel, and those of bits that procql has no name for. */
export function capabilitiesIn(mask: bigint): { known: number[]; unknown: number[] } {
  const bits = setBits(mask);
  return { known: bits.filter((bit) => bit < count), unknown: bits.filter((bit) => bit >= count) };
}
