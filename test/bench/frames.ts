/** The little of the WebSocket protocol (RFC 6455) that costs no more than what is measured with it. */

export const opcodes = { text: 1, close: 8, ping: 9, pong: 10 } as const;

/** A text of up to 64 KiB, as a server sends it. */
export function serverFrame(text: string): Buffer {
  return Buffer.concat([header(opcodes.text, Buffer.byteLength(text), 0), Buffer.from(text)]);
}

/** What a client sends must be masked: with zeros, that is the same bytes. */
export function clientFrame(opcode: number, content: string | Buffer): Buffer {
  const bytes = Buffer.from(content);
  return Buffer.concat([header(opcode, bytes.length, 0x80), Buffer.alloc(4), bytes]);
}

function header(opcode: number, length: number, mask: number): Buffer {
  if (length < 126) return Buffer.from([0x80 | opcode, mask | length]);
  if (length < 65_536) return Buffer.from([0x80 | opcode, mask | 126, length >> 8, length & 0xff]);
  throw new Error(`no frame is made of ${length} bytes`);
}

/** What is told of each frame: of a text, how many bytes it takes; of a ping, what is to be sent back. */
export interface Frames {
  text: (bytes: number) => void;
  ping: (content: Buffer) => void;
}

/** Tells the frames of one connection apart, and looks into pings alone. Those of 64 KiB and more are not for this. */
export class FrameSplitter {
  readonly #told: Frames;
  /** Of a frame whose header, or ping, is not complete yet. */
  #held: Buffer = Buffer.alloc(0);
  /** How much of the frame before is still to come. */
  #rest = 0;

  constructor(told: Frames) {
    this.#told = told;
  }

  feed(fresh: Buffer): void {
    const bytes = this.#held.length === 0 ? fresh : Buffer.concat([this.#held, fresh]);
    let at = this.#rest;
    while (at + 1 < bytes.length) {
      const opcode = (bytes[at] ?? 0) & 0x0f;
      const short = bytes[at + 1] ?? 0;
      if (short === 127) throw new Error('a frame of 64 KiB or more');
      if (short === 126 && at + 4 > bytes.length) break;
      const end = at + (short === 126 ? 4 + bytes.readUInt16BE(at + 2) : 2 + short);
      if (opcode === opcodes.ping && end > bytes.length) break;
      if (opcode === opcodes.text) this.#told.text(end - at);
      else if (opcode === opcodes.ping) this.#told.ping(bytes.subarray(at + 2, end));
      at = end;
    }
    this.#held = bytes.subarray(Math.min(at, bytes.length));
    this.#rest = Math.max(0, at - bytes.length);
  }
}
