import { writeSync } from 'node:fs';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import type { WebSocket } from 'ws';
import type { Frame } from './frame.ts';

/** A frame that asks whether the client is there: RFC 6455, section 5.5.2. */
const ping = Buffer.from([0x89, 0]);

/** Who sends one frame after the other. */
export interface Sender {
  /** The connection has taken all of a frame. */
  taken(): void;
}

/** A WebSocket, and the connection below it: frames that are made already go straight there. */
export class Wire {
  readonly socket: WebSocket;
  readonly #connection: Duplex;
  /** Of a connection that sends what is written as it is. */
  readonly #handle: Handle | undefined;

  constructor(socket: WebSocket, connection: Duplex) {
    this.socket = socket;
    this.#connection = connection;
    this.#handle = handleOf(connection);
  }

  /** What the connection does not take at once is kept for it. If it is closing, or breaks, it never takes the frame. */
  write(frame: Frame, start: string, sender: Sender): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    let at = frame.begin(start);
    const { bytes } = frame;
    at += this.#writeNow(bytes, at);
    if (at === bytes.length) {
      sender.taken();
    } else {
      this.#connection.write(Buffer.from(bytes.subarray(at)), (broken) => {
        if (!broken) sender.taken();
      });
    }
  }

  ping(): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    const taken = this.#writeNow(ping, 0);
    if (taken < ping.length) this.#connection.write(ping.subarray(taken));
  }

  /** A write without what a stream makes for each: a third less than one through it. Says how much was taken. */
  #writeNow(bytes: Buffer, at: number): number {
    const fd = this.#connection.writableLength === 0 ? (this.#handle?.fd ?? -1) : -1;
    if (fd < 0) return 0;
    try {
      return writeSync(fd, bytes, at);
    } catch {
      return 0; // there is no room; or it is broken, and the connection finds out when it tries
    }
  }
}

/** What node does not document: a socket's descriptor; -1 once it is closed. */
interface Handle {
  readonly fd?: number;
}

function handleOf(connection: Duplex): Handle | undefined {
  if (!(connection instanceof Socket) || connection instanceof TLSSocket) return undefined;
  return (connection as { _handle?: Handle | null })._handle ?? undefined;
}
