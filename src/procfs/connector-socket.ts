import { closeSync } from 'node:fs';
import { constants } from 'node:os';
import { connectorRequest, parseConnector } from './connector.ts';
import { ProcfsError } from './error.ts';
import type { Libc } from './libc.ts';

const [netlink, datagram, closeOnExec, netlinkConnector] = [16, 2, 0o2000000, 11];
const [socketLevel, receiveBuffer, receiveBufferForce, memoryInfo] = [1, 8, 33, 55];
const [doNotWait, readable] = [0x40, 1];

/** The group of a connector has the number of its index. */
const processGroup = 1;

/** As much as the kernel keeps of what is not read yet: 80,000 events, in memory that it takes when there are so many. */
const bufferBytes = 32 << 20;

/** More than any message of the process connector, and as much as is taken at a time. */
const [messageBytes, takenBytes] = [4096, 1 << 20];

/** What comes alone is taken at once, while there is something to see of the process. The more there is, the longer is collected. */
const [collectMsEach, mostCollectMs] = [2, 10];

/** The kernel answers within the call that asks; before Linux 2.6.39 it took a moment. */
const answerMs = 500;

/** The socket on which the kernel tells of processes. Its calls wait in the kernel: it is for a thread of its own. */
export class ConnectorSocket {
  /** An eventfd: whoever writes to it wakes the thread. */
  readonly wake: number;
  readonly #descriptor: number;
  readonly #libc: Libc;
  readonly #taken = Buffer.alloc(takenBytes);
  #collectUntil = 0;

  /** Throws the ProcfsError that says why the kernel does not tell. Else it must be closed. */
  constructor(libc: Libc) {
    this.#libc = libc;
    this.#descriptor = this.#done('socket', libc.socket(netlink, datagram | closeOnExec, netlinkConnector));
    this.wake = libc.eventfd(0, closeOnExec);
    try {
      this.#done('eventfd', this.wake);
      this.#listen();
    } catch (error) {
      this.#release();
      throw error;
    }
  }

  /** Waits for what the kernel tells, and takes up to a megabyte of it. Nothing, if it was woken or the time is over. */
  receive(timeoutMs: number): Buffer {
    let end = 0;
    const isWoken = this.#isReady(this.#collectUntil - performance.now(), this.wake);
    if (isWoken || !this.#isReady(timeoutMs, this.#descriptor, this.wake)) return this.#taken.subarray(0, end);
    let count = 0;
    for (; end + messageBytes <= takenBytes; count++) {
      const message = this.#message(end);
      if (message === null) break;
      end += (message.length + 3) & ~3;
    }
    this.#collectUntil = performance.now() + Math.min(count * collectMsEach, mostCollectMs);
    return this.#taken.subarray(0, end);
  }

  /** How many messages the kernel has thrown away because too many were unread. */
  drops(): number {
    const numbers = new Uint32Array(9);
    const length = Uint32Array.of(numbers.byteLength);
    this.#done('getsockopt', this.#libc.getsockopt(this.#descriptor, socketLevel, memoryInfo, numbers, length));
    return numbers[8] ?? 0;
  }

  /** The kernel would go on to make messages, if it were not told: it does not notice that nobody listens any more. */
  close(): void {
    this.#request('IGNORE', 0); // what fails then changes nothing
    this.#release();
  }

  #release(): void {
    closeSync(this.#descriptor);
    if (this.wake >= 0) closeSync(this.wake);
  }

  #listen(): void {
    const address = Uint32Array.of(netlink, 0, processGroup);
    this.#done('bind', this.#libc.bind(this.#descriptor, address, address.byteLength));
    // Only who has CAP_NET_ADMIN goes beyond net.core.rmem_max.
    if (this.#setBuffer(receiveBufferForce) < 0) this.#done('setsockopt', this.#setBuffer(receiveBuffer));
    const ack = Math.floor(Math.random() * 2 ** 31);
    this.#done('send', this.#request('LISTEN', ack));
    const error = this.#answer(ack + 1);
    if (error === constants.errno.EPERM) throw failure('bind', 'EPERM');
    if (error !== 0) throw failure('listen', `errno ${error}`);
  }

  /** Leaves unread what comes after the answer. */
  #answer(ack: number): number {
    const end = performance.now() + answerMs;
    for (let left = answerMs; left > 0 && this.#isReady(left, this.#descriptor); left = end - performance.now()) {
      const events = parseConnector(this.#message(0) ?? Buffer.alloc(0));
      for (const event of events) if (event.what === 'ACK' && event.ack === ack) return event.error;
    }
    throw failure('listen', 'no answer');
  }

  #request(operation: 'LISTEN' | 'IGNORE', ack: number): number {
    const request = connectorRequest(operation, ack);
    return this.#libc.send(this.#descriptor, request, request.length, 0);
  }

  #setBuffer(option: number): number {
    const bytes = Uint32Array.of(bufferBytes);
    return this.#libc.setsockopt(this.#descriptor, socketLevel, option, bytes, bytes.byteLength);
  }

  /** Waits until one of the descriptors has something, or the time is over. Whether the first of them has. */
  #isReady(timeoutMs: number, ...descriptors: readonly number[]): boolean {
    const polled = Int32Array.from(descriptors.flatMap((descriptor) => [descriptor, readable]));
    const count = this.#libc.poll(polled, descriptors.length, Math.max(0, Math.ceil(timeoutMs)));
    if (count < 0 && this.#libc.errno() !== 'EINTR') this.#done('poll', count);
    return (polled[1] ?? 0) >> 16 > 0;
  }

  /** One message, put where there is room for it. Null if there is none. */
  #message(at: number): Buffer | null {
    for (;;) {
      const room = this.#taken.subarray(at, at + messageBytes);
      const length = this.#libc.recv(this.#descriptor, room, room.length, doNotWait);
      if (length >= 0) return room.subarray(0, length);
      const errno = this.#libc.errno();
      if (errno === 'EAGAIN') return null;
      // ENOBUFS: it has thrown some away, as `drops` tells.
      if (errno !== 'ENOBUFS' && errno !== 'EINTR') throw failure('recv', errno);
    }
  }

  #done(call: string, result: number): number {
    if (result >= 0) return result;
    throw failure(call, this.#libc.errno());
  }
}

const reasons: Readonly<Record<string, string>> = {
  'socket EPROTONOSUPPORT': 'this kernel was built without CONFIG_CONNECTOR',
  'bind EPERM': 'before Linux 6.6, the kernel tells of processes only to who has CAP_NET_ADMIN',
  'send ECONNREFUSED': 'the kernel tells of processes in the initial network namespace, and this server is in another',
  'listen no answer': 'the kernel did not answer: it was built without CONFIG_PROC_EVENTS',
};

function failure(call: string, why: string): ProcfsError {
  const what = `${call} ${why}`;
  const reason = why === 'EPERM' ? 'PERMISSION_DENIED' : what in reasons ? 'UNSUPPORTED' : 'FAILED';
  return new ProcfsError(reason, reasons[what] ?? `the socket on which the kernel tells of processes: ${what}`);
}
