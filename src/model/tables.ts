import { Op } from '../procfs/batch.ts';
import { ProcfsError } from '../procfs/error.ts';
import { parseAccounts } from '../procfs/etc/accounts.ts';
import type { Proc } from '../procfs/proc.ts';
import { parseSystemStat } from '../procfs/stat.ts';
import { parseUptime } from '../procfs/uptime.ts';
import { numbers } from './handle.ts';
import { scanHolders } from './holders.ts';
import type { Operation } from './operation.ts';
import type { Process } from './process.ts';

/** What belongs to the machine, and is read at most once an operation: by the name that a field's "from" gives. */
export const tables = {
  /** User names by id, from the passwd file of pid 1, or of the server itself where that is denied. */
  users: async ({ machine: { proc } }: Operation) => parseAccounts(await readAccounts(proc, 'passwd')),
  groups: async ({ machine: { proc } }: Operation) => parseAccounts(await readAccounts(proc, 'group')),
  /** Seconds since boot. */
  uptime: async ({ machine: { proc } }: Operation) => parseUptime(await proc.read('uptime')).uptime,
  /** Seconds after 1970. */
  bootTime: async ({ machine: { proc } }: Operation) => bootTime(await proc.read('stat')),
  /** Every process, its `stat` read. */
  processes: scan,
  /** Who has a pipe or a socket open. */
  holders: scanHolders,
  /** The kernel's symbols. Kept from operation to operation. */
  symbols: ({ machine }: Operation) => machine.symbols.get(),
};

export type TableName = keyof typeof tables;
export type Table<N extends TableName> = Awaited<ReturnType<(typeof tables)[N]>>;

function bootTime(stat: Buffer): number {
  const { btime } = parseSystemStat(stat);
  if (btime === null) throw new ProcfsError('UNSUPPORTED', 'stat: it has no btime');
  return btime;
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
  const pids = numbers(await operation.machine.proc.read('', Op.list));
  const processes = pids.map((pid) => operation.process(pid));
  await operation.load(processes, ['stat']);
  return processes.filter(({ failure }) => failure === undefined);
}
