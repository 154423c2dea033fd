import { Op } from '../procfs/batch.ts';
import { isNotFound, nullIfUnsaid } from '../procfs/error.ts';
import { errnoNameOf } from '../procfs/failure.ts';
import { type Libc, loadLibc } from '../procfs/libc.ts';
import { expectOwnPids, gone, holding, ownerOf, processOf } from './control-target.ts';
import type { Identity } from './identity.ts';
import { denied, failed, notAllowed } from './obstacle.ts';
import type { Operation } from './operation.ts';
import type { Process } from './process.ts';
import { ownProcess } from './self.ts';

/**
 * Sends a signal to a process. The descriptor of its directory names it to the kernel, which never takes a successor
 * for it. Without `libc` the pid does, at once after its start time was compared. Throws the Obstructed.
 */
export async function sendSignal(
  operation: Operation,
  target: Identity,
  signal: number,
  libc: Libc | null,
): Promise<void> {
  const process = await processOf(operation.anew(), target);
  await refuseSurprises(operation, process);
  try {
    await holding(operation, target, [`${target.pid}`, Op.openDirectory], async ({ fd }) => {
      const errno = libc && sendByDescriptor(libc, fd, signal);
      if (errno === 'OK') return;
      if (errno !== null && errno !== 'ENOSYS') throw refused(errno, process, target);
      await expectOwnPids(operation);
      await processOf(operation.anew(), target);
      const answer = sendByPid(target.pid, signal);
      if (answer !== 'OK') throw refused(answer, process, target);
    });
  } catch (error) {
    throw isNotFound(error) ? gone(target) : error;
  }
}

let libc: Promise<Libc | null> | undefined;

/** Loaded when it is first asked for. Null without koffi. */
export function libcIfAny(): Promise<Libc | null> {
  libc ??= loadLibc().catch(nullIfUnsaid);
  return libc;
}

function sendByDescriptor(libc: Libc, fd: number, signal: number): string {
  return libc.pidfd_send_signal(fd, signal) < 0 ? libc.errno() : 'OK';
}

function sendByPid(pid: number, signal: number): string {
  try {
    process.kill(pid, signal);
    return 'OK';
  } catch (error) {
    return errnoNameOf(error);
  }
}

function refused(errno: string, target: Process, identity: Identity): Error {
  if (errno === 'ESRCH') return gone(identity);
  if (errno === 'EPERM') return denied(`to signal process ${target.pid}`, [ownerOf(target), 'CAP_KILL']);
  return failed(`the kernel did not send the signal to process ${target.pid}: ${errno}`);
}

/** Who asks over a network for the end of what answers, or of everything, has the wrong process as a rule. */
async function refuseSurprises(operation: Operation, { pid }: Process): Promise<void> {
  if (pid === 1) throw notAllowed('process 1 is not signalled: all others of the machine or container end with it');
  const own = await ownProcess(operation).catch(nullIfUnsaid);
  if (pid === own?.pid) throw notAllowed('procql does not signal itself: end it where it was started');
}
