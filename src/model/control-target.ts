import { badInput, shown } from '../bad-input.ts';
import { Op } from '../procfs/batch.ts';
import { nullIfUnsaid } from '../procfs/error.ts';
import { procMagic } from '../procfs/file-systems.ts';
import type { HeldPath } from '../procfs/held-path.ts';
import { parseStat } from '../procfs/pid/stat.ts';
import { type Identity, parseProcessId } from './identity.ts';
import { failed, Obstructed } from './obstacle.ts';
import type { Operation } from './operation.ts';
import type { Process } from './process.ts';
import { ownStatus } from './self.ts';

/** What an id names, if it is the id of a process. */
export function processIdentity(id: string): Identity {
  const identity = id.startsWith('Process:') ? parseProcessId(id.slice('Process:'.length)) : null;
  if (identity === null) throw badInput(`id must be the id of a process that an answer gave, but was ${shown(id)}`);
  return identity;
}

export function gone({ pid }: Identity): Obstructed {
  const message = `the process is gone; if another has its pid ${pid} now, that one was not touched`;
  return new Obstructed({ kind: 'ProcessGone', message });
}

/** The process that an id names. Throws the Obstructed. */
export async function processOf(operation: Operation, target: Identity): Promise<Process> {
  if (target.bootId !== operation.machine.bootId) throw gone(target);
  const process = operation.process(target.pid);
  await operation.load([process], ['stat', 'status']);
  const { failure } = process;
  if (failure && failure.reason !== 'NOT_FOUND') throw failed(failure.message);
  if (failure || String(process.stat.starttime) !== target.starttime) throw gone(target);
  return process;
}

/** Whose process it is, as something that an act on it can take. */
export function ownerOf(process: Process): string {
  const { uid } = process.record('status');
  return uid === null ? 'the uid of the process' : `uid ${uid.real}`;
}

/**
 * Opens something of the process by pid, and compares the start time then: what is held open is the process's own, and
 * acting on it fails once that is gone, whoever has the pid. Throws the ProcfsError too.
 */
export async function holding(
  { machine: { proc } }: Operation,
  target: Identity,
  [path, op]: readonly [path: string, op: typeof Op.openToWrite | typeof Op.openDirectory],
  act: (held: HeldPath) => Promise<void>,
): Promise<void> {
  const held = await proc.hold(path, op);
  try {
    const { starttime } = parseStat(await proc.read(`${target.pid}/stat`));
    if (String(starttime) !== target.starttime) throw gone(target);
    await act(held);
  } finally {
    await held.close();
  }
}

/** A system call takes pids as this server sees them, which is not as a procfs of another pid namespace shows them. */
export async function expectOwnPids({ machine: { proc } }: Operation): Promise<void> {
  const [magic, status] = await Promise.all([proc.read('', Op.fileSystem), ownStatus(proc).catch(nullIfUnsaid)]);
  if (magic.readBigUInt64LE() !== procMagic) throw failed(`${proc.mount} is not the procfs of a running kernel`);
  if (status?.nspid?.length === 1) return;
  throw failed(
    `${proc.mount} shows another pid namespace than this server's: it cannot name the process to the kernel`,
  );
}
