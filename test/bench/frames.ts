/** The little of the WebSocket protocol (RFC 6455) that costs no more than what is measured with it. */

export const opcodes = { text: 1, close: 8, ping: 9, pong: 10 } as const;

/** A text of up to 64 KiB, as a server sends it. */
export function serverFrame(text: string): Buffer {
  return Buffer.concat([header(opcodes.text, Buffer.byteLength(text), 0), Buffer.from(text)]);
}

/** What a client sends must be masked: with zeros, that is the same bytes. */
export function clientFrame(opcode: number, text: string): Buffer {
  return Buffer.concat([header(opcode, Buffer.byteLength(text), 0x80), Buffer.alloc(4), Buffer.from(text)]);
}

function header(opcode: number, length: number, mask: number): Buffer {
  if (length < 126) return Buffer.from([0x80 | opcode, mask | length]);
  if (length < 65_536) return Buffer.from([0x80 | opcode, mask | 126, length >> 8, length & 0xff]);
  throw new Error(`no frame is made of ${length} bytes`);
}

/** Tells the frames of one connection apart without looking into them. Those of 64 KiB and more are not for this. */
export class FrameSplitter {
  readonly #each: (opcode: number, bytes: number) => void;
  /** Of a frame whose header is not complete yet. */
  #held: Buffer = Buffer.alloc(0);
  /** How much of the frame before is still to come. */
  #rest = 0;

  /** Calls back for each frame, with the bytes that it takes, as soon as its header is there. */
  constructor(each: (opcode: number, bytes: number) => void) {
    this.#each = each;
  }

  feed(fresh: Buffer): void {
    const bytes = this.#held.length === 0 ? fresh : Buffer.concat([this.#held, fresh]);
    let at = this.#rest;
    while (at + 1 < bytes.length) {
      const short = bytes[at + 1] ?? 0;
      if (short === 127) throw new Error('a frame of 64 KiB or more');
      if (short === 126 && at + 4 > bytes.length) break;
      const length = short === 126 ? 4 + bytes.readUInt16BE(at + 2) : 2 + short;
      this.#each((bytes[at] ?? 0) & 0x0f, length);
      at += length;
    }
    this.#held = bytes.subarray(Math.min(at, bytes.length));
    this.#rest = Math.max(0, at - bytes.length);
  }
}
