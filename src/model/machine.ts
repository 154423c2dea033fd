import { decodeStats, Op } from '../procfs/batch.ts';
import { nullIfUnsaid, ProcfsError } from '../procfs/error.ts';
import { procMagic } from '../procfs/file-systems.ts';
import { type Auxv, clockTicks, pageSize, parseAuxv } from '../procfs/pid/auxv.ts';
import type { Pools } from '../procfs/pools.ts';
import { Proc } from '../procfs/proc.ts';
import { BootTime } from './boot-time.ts';
import { OwnSecrets } from './own-secrets.ts';
import { discreet, guardOf, type Privacy } from './privacy.ts';
import { SymbolsCache } from './symbols-cache.ts';

/** What does not change while the kernel runs: read once, at the start. */
export interface Machine {
  proc: Proc;
  /** Whether the mount is a tree of files, and no kernel's. */
  isCaptured: boolean;
  /** Whether the kernel tells how many descriptors a process has without listing them: since Linux 6.2. */
  countsDescriptors: boolean;
  /** Different after every boot. */
  bootId: string;
  ticksPerSecond: number;
  pageBytes: number;
  /** Of the server's processor, as `process.arch` has it: it numbers the system calls. */
  architecture: string;
  bootTime: BootTime;
  symbols: SymbolsCache;
  /** What clients are not shown of all this. */
  privacy: Privacy;
  secrets: OwnSecrets;
}

export async function openMachine(mount: string, privacy: Privacy = discreet, pools?: Pools): Promise<Machine> {
  const proc = new Proc(mount, pools);
  const [bootId, auxv, fileSystem, descriptors] = await Promise.all([
    proc.read('sys/kernel/random/boot_id'),
    readAuxv(proc),
    proc.read('', Op.fileSystem),
    proc.read('self/fd', Op.lstat).then(decodeStats, nullIfUnsaid),
  ]);
  const isCaptured = fileSystem.readBigUInt64LE() !== procMagic;
  const secrets = new OwnSecrets();
  proc.guardWith(guardOf(privacy, secrets));
  return {
    proc,
    isCaptured,
    countsDescriptors: !isCaptured && descriptors !== null && descriptors.size > 0n,
    privacy,
    secrets,
    bootId: bootId.toString().trim(),
    ticksPerSecond: clockTicks(auxv),
    pageBytes: pageSize(auxv),
    architecture: process.arch,
    bootTime: new BootTime(),
    symbols: new SymbolsCache(proc, () => performance.now()),
  };
}

/** The kernel tells every program the same: of a tree whose `self` is another's, the first process will do. */
async function readAuxv(proc: Proc): Promise<Auxv> {
  try {
    return parseAuxv(await proc.read('self/auxv'));
  } catch (error) {
    if (!(error instanceof ProcfsError)) throw error;
    return parseAuxv(await proc.read('1/auxv'));
  }
}
