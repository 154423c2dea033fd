import { parentPort } from 'node:worker_threads';
import { ConnectorSocket } from './connector-socket.ts';
import { ProcfsError, type Reason } from './error.ts';
import { asleep, type Libc, loadLibc } from './libc.ts';

/** A thread that listens to the process connector: asked for more, it waits until there is some, and gives it away. */

/** Before it is asked to end, it is woken. */
export type ConnectorRequest = 'more' | 'end';

/** At the start the descriptors, or why there are none; whoever started the thread closes them when it has ended. */
export type ConnectorAnswer = { descriptor: number; wake: number } | Told | { reason: Reason; message: string };

export interface Told {
  /** Messages, one behind the other. */
  bytes: ArrayBuffer;
  /** How many messages the kernel has thrown away by now. */
  drops: number;
  /** Nanoseconds since boot in which the machine slept. */
  asleep: bigint;
}

/** A thread ends only between two calls of the kernel, be it that all of Node is to end. */
const waitMs = 1000;

function answer(answer: ConnectorAnswer, given: ArrayBuffer[] = []): void {
  parentPort?.postMessage(answer, given);
}

function explain(error: unknown): void {
  if (!(error instanceof ProcfsError)) throw error;
  answer({ reason: error.reason, message: error.message });
}

function tell(socket: ConnectorSocket, libc: Libc): void {
  try {
    const bytes = new Uint8Array(socket.receive(waitMs)).buffer;
    answer({ bytes, drops: socket.drops(), asleep: asleep(libc) }, [bytes]);
  } catch (error) {
    explain(error);
  }
}

try {
  const libc = await loadLibc();
  const socket = new ConnectorSocket(libc);
  parentPort?.on('message', (request: ConnectorRequest) => {
    if (request === 'more') return tell(socket, libc);
    socket.ignore();
    parentPort?.close();
  });
  answer({ descriptor: socket.descriptor, wake: socket.wake });
} catch (error) {
  explain(error);
}
