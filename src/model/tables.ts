import { isNotFound, ProcfsError, said } from '../procfs/error.ts';
import { parseAccounts } from '../procfs/etc/accounts.ts';
import { parseLoadavg } from '../procfs/loadavg.ts';
import { parseMeminfo } from '../procfs/meminfo.ts';
import { type Pressure, parsePressure } from '../procfs/pressure.ts';
import type { Proc } from '../procfs/proc.ts';
import { parseSystemStat } from '../procfs/stat.ts';
import { parseUptime } from '../procfs/uptime.ts';
import { scanHolders } from './holders.ts';
import { listed } from './listed.ts';
import type { Operation } from './operation.ts';
import type { Process } from './process.ts';

/** What belongs to the machine, and is read at most once an operation: by the name that a field's "from" gives. */
export const tables = {
  /** User names by id, from the passwd file of pid 1, or of the server itself where that is denied. */
  users: async ({ machine: { proc } }: Operation) => parseAccounts(await readAccounts(proc, 'passwd')),
  groups: async ({ machine: { proc } }: Operation) => parseAccounts(await readAccounts(proc, 'group')),
  /** Seconds since boot. */
  uptime: async (operation: Operation) => parseUptime(await read(operation, 'uptime')).uptime,
  /** What the kernel counts of CPUs and tasks. Not called stat, as the file of each process is. */
  systemStat: async (operation: Operation) => parseSystemStat(await read(operation, 'stat')),
  /** Seconds after 1970. */
  bootTime: (operation: Operation) => operation.machine.bootTime.get(() => readBootTime(operation)),
  loadavg: async (operation: Operation) => parseLoadavg(await read(operation, 'loadavg')),
  meminfo: async (operation: Operation) => parseMeminfo(await read(operation, 'meminfo')),
  'pressure/cpu': pressure('cpu'),
  'pressure/memory': pressure('memory'),
  'pressure/io': pressure('io'),
  'pressure/irq': pressure('irq'),
  /** Every process, its `stat` read. */
  processes: scan,
  /** Who has a pipe or a socket open. */
  holders: scanHolders,
  /** The kernel's symbols. Kept from operation to operation. */
  symbols: ({ machine }: Operation) => machine.symbols.get(),
};

export type TableName = keyof typeof tables;
export type Table<N extends TableName> = Awaited<ReturnType<(typeof tables)[N]>>;

/** A file of the machine is not there because the kernel, or what is mounted of it, does not have it: it cannot go away. */
async function read({ machine: { proc } }: Operation, name: string): Promise<Buffer> {
  try {
    return await proc.read(name);
  } catch (error) {
    if (!isNotFound(error)) throw error;
    throw new ProcfsError('UNSUPPORTED', error.message);
  }
}

function pressure(resource: string): (operation: Operation) => Promise<Pressure> {
  return async (operation) => parsePressure(await read(operation, `pressure/${resource}`));
}

async function readBootTime(operation: Operation): Promise<number> {
  await operation.load([], ['systemStat']);
  const { btime } = operation.table('systemStat');
  return said(btime, 'btime');
}

async function readAccounts(proc: Proc, name: string): Promise<Buffer> {
  try {
    return await proc.read(`1/root/etc/${name}`);
  } catch (error) {
    if (!(error instanceof ProcfsError)) throw error;
    return proc.read(`self/root/etc/${name}`);
  }
}

async function scan(operation: Operation): Promise<Process[]> {
  const processes = await listed(operation);
  await operation.load(processes, ['stat']);
  return processes.filter(({ failure }) => failure === undefined);
}
