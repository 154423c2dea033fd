import { setPriority } from 'node:os';
import { errnoNameOf } from '../procfs/failure.ts';
import { expectOwnPids, ownerOf, processOf } from './control-target.ts';
import type { Identity } from './identity.ts';
import { denied, failed, invalid } from './obstacle.ts';
import type { Operation } from './operation.ts';
import type { Process } from './process.ts';
import type { Thread } from './thread.ts';

/** A thread inherits from the one that starts it: one that started meanwhile is found when they are looked at again. */
const passes = 10;

/** Sets the nice value of all threads of a process: on Linux each has its own. Throws the Obstructed. */
export async function setNice(operation: Operation, target: Identity, nice: number): Promise<void> {
  if (nice < -20 || nice > 19) throw invalid('nice', `nice must be a whole number from -20 to 19, but was ${nice}`);
  await expectOwnPids(operation);
  for (let pass = 0; pass < passes; pass++) {
    const now = operation.anew();
    const process = await processOf(now, target);
    const others = (await threadsOf(now, process)).filter((thread) => thread.stat.nice !== nice);
    if (others.length === 0) return;
    for (const { tid } of others) renice(process, tid, nice);
  }
  throw failed(`process ${target.pid} starts threads with another nice value faster than they can be changed`);
}

/** Those that are there when their stat is read. */
async function threadsOf(operation: Operation, process: Process): Promise<Thread[]> {
  await operation.load([process], ['task']);
  const threads = process.record('task').map((tid) => process.thread(tid));
  await operation.load(threads, ['stat']);
  return threads.filter(({ failure }) => failure === undefined);
}

function renice(target: Process, tid: number, nice: number): void {
  try {
    setPriority(tid, nice);
  } catch (error) {
    const errno = errnoNameOf(error);
    if (errno === 'ESRCH') return; // the thread has ended
    if (errno === 'EPERM') throw denied(`to renice process ${target.pid}`, [ownerOf(target), 'CAP_SYS_NICE']);
    if (errno !== 'EACCES') throw failed(`the kernel did not renice process ${target.pid}: ${errno}`);
    throw denied(`a nice value of ${nice}`, ['CAP_SYS_NICE', `a limit RLIMIT_NICE of ${20 - nice} on the process`]);
  }
}
