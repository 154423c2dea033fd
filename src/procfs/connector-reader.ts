import { parentPort } from 'node:worker_threads';
import { ConnectorSocket } from './connector-socket.ts';
import { ProcfsError, type Reason } from './error.ts';
import { asleep, type Libc, loadLibc } from './libc.ts';

/** A thread that listens to the process connector: asked for more, it waits until there is some, and gives it away. */

/** Before it is asked to end, it is woken. Then it can listen anew. */
export type ConnectorRequest = 'listen' | 'more' | 'end';

/** What is answered to the three, or why it is not. */
export type ConnectorAnswer = Listening | Told | 'ended' | { reason: Reason; message: string };

interface Listening {
  /** Whoever writes to it wakes the thread. */
  wake: number;
}

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

let libc: Libc | undefined;
let socket: ConnectorSocket | undefined;

async function perform(request: ConnectorRequest): Promise<void> {
  libc ??= await loadLibc();
  if (request === 'listen') {
    socket = new ConnectorSocket(libc);
    answer({ wake: socket.wake });
  } else if (request === 'end') {
    socket?.close();
    answer('ended');
  } else if (socket !== undefined) {
    const bytes = new Uint8Array(socket.receive(waitMs)).buffer;
    answer({ bytes, drops: socket.drops(), asleep: asleep(libc) }, [bytes]);
  }
}

parentPort?.on('message', (request: ConnectorRequest) => perform(request).catch(explain));
