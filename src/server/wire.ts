import { writeSync } from 'node:fs';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import type { WebSocket } from 'ws';
import type { Frame } from './frame.ts';

/** Who sends one frame after the other. */
export interface Sender {
  /** The connection has taken all of a frame. */
  taken(): void;
  /** The connection had no room for a frame, and has some now: it may be written again. */
  drained(): void;
}

/** A WebSocket, and the connection below it: frames that are made already go straight there. */
export class Wire {
  readonly socket: WebSocket;
  readonly #connection: Duplex;
  /** Of a connection that sends what is written as it is. */
  readonly #handle: Handle | undefined;
  /** Those for whose frames there is no room. */
  readonly #waiting: Sender[] = [];

  constructor(socket: WebSocket, connection: Duplex) {
    this.socket = socket;
    this.#connection = connection;
    this.#handle = handleOf(connection);
  }

  /**
   * What the connection does not take at once is kept for it, as long as that is little: then no more is begun until it
   * has drained. If it is closing, or breaks, it never takes the frame.
   */
  write(frame: Frame, start: string, sender: Sender): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    const at = frame.begin(start);
    const { bytes } = frame;
    const taken = this.#writeNow(bytes, at);
    if (at + taken === bytes.length) {
      sender.taken();
    } else if (taken === 0 && this.#connection.writableNeedDrain) {
      this.#wait(sender);
    } else {
      this.#connection.write(Buffer.from(bytes.subarray(at + taken)), (broken) => {
        if (!broken) sender.taken();
      });
    }
  }

  /** Asks whether the client is there, which answers with the same number: RFC 6455, section 5.5.2. */
  ping(number: number): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    const ping = Buffer.from([0x89, 4, 0, 0, 0, 0]);
    ping.writeUInt32BE(number, 2);
    const taken = this.#writeNow(ping, 0);
    if (taken < ping.length) this.#connection.write(ping.subarray(taken));
  }

  #wait(sender: Sender): void {
    if (this.#waiting.push(sender) > 1) return;
    this.#connection.once('drain', () => {
      for (const sender of this.#waiting.splice(0)) sender.drained();
    });
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
