import { malformed } from './error.ts';
import { integer } from './text.ts';

/** CPU time since boot, in clock ticks. Null where the kernel is too old for the column, or printed nonsense. */
export interface CpuTicks {
  /** Guests included. */
  user: number | null;
  /** Guests included. */
  nice: number | null;
  system: number | null;
  /** Idle and iowait can decrease. */
  idle: number | null;
  iowait: number | null;
  irq: number | null;
  softirq: number | null;
  /** Taken by the hypervisor for other machines. Can decrease. */
  steal: number | null;
  guest: number | null;
  guestNice: number | null;
}

/**
 * /proc/stat, proc_stat(5). Null where the kernel does not print the line, or printed nonsense: counters below zero
 * or just under 2^64 have been seen, and are right again in the next read.
 */
export interface SystemStat {
  /** Sum over all CPUs. */
  cpu: CpuTicks;
  /** CPUs that are online. */
  cpus: (CpuTicks & { cpu: number })[];
  /** Interrupts served since boot. */
  intr: number | null;
  /** Context switches since boot. */
  ctxt: number | null;
  /** Boot time in seconds after 1970, as computed at this read: it follows every step of the clock. */
  btime: number | null;
  /** Processes and threads made since boot. */
  processes: number | null;
  procsRunning: number | null;
  /** Waiting for input or output. */
  procsBlocked: number | null;
  /** Soft interrupts served since boot. */
  softirq: number | null;
}

export function parseSystemStat(bytes: Buffer): SystemStat {
  const rows = new Map(bytes.toString('latin1').split('\n').map(columns));
  const cpu = rows.get('cpu');
  if (cpu === undefined) throw malformed('no "cpu" line');
  const first = (key: string): number | null => count(rows.get(key)?.[0], key);
  return {
    cpu: ticks(cpu),
    cpus: [...rows]
      .filter(([key]) => /^cpu\d+$/.test(key))
      .map(([key, row]) => ({ cpu: Number(key.slice(3)), ...ticks(row) })),
    intr: first('intr'),
    ctxt: first('ctxt'),
    btime: first('btime'),
    processes: first('processes'),
    procsRunning: tasks(first('procs_running')),
    procsBlocked: tasks(first('procs_blocked')),
    softirq: first('softirq'),
  };
}

/** The kernel adds tasks up in 32 bits: below zero, that is just under 2^32. */
function tasks(count: number | null): number | null {
  return count !== null && count < 2 ** 31 ? count : null;
}

/** The key and its first ten numbers: `intr` has thousands. */
function columns(line: string): [string, string[]] {
  const [key = '', ...values] = line.split(/ +/, 11);
  return [key, values];
}

function ticks([user, nice, system, idle, iowait, irq, softirq, steal, guest, guestNice]: string[]): CpuTicks {
  return {
    user: count(user, 'user'),
    nice: count(nice, 'nice'),
    system: count(system, 'system'),
    idle: count(idle, 'idle'),
    iowait: count(iowait, 'iowait'),
    irq: count(irq, 'irq'),
    softirq: count(softirq, 'softirq'),
    steal: count(steal, 'steal'),
    guest: count(guest, 'guest'),
    guestNice: count(guestNice, 'guest_nice'),
  };
}

function count(value: string | undefined, name: string): number | null {
  if (value === undefined) return null;
  const number = integer(value, name);
  return typeof number === 'bigint' || number < 0 ? null : number;
}
