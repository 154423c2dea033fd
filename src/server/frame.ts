/** Final fragment, and text: RFC 6455, section 5.2. */
const finalText = 0x81;

/** Room for a header, and for whom a message is for: an id is a UUID mostly. */
const usualRoom = 128;

/** A WebSocket message of text as a server sends it, made once for many that are told apart by how it begins. */
export class Frame {
  readonly #text: Buffer;
  #bytes: Buffer;

  constructor(text: string) {
    this.#text = Buffer.from(text);
    this.#bytes = this.#withRoom(usualRoom);
  }

  /** The text, and room in front of it. */
  get bytes(): Buffer {
    return this.#bytes;
  }

  /** Makes the message that begins so. Says where in `bytes` it is, from there to their end, until another is made. */
  begin(start: string): number {
    const startBytes = Buffer.byteLength(start);
    const length = startBytes + this.#text.length;
    const extended = length < 126 ? 0 : length < 65_536 ? 2 : 8;
    const before = 2 + extended + startBytes;
    if (this.#bytes.length < before + this.#text.length) this.#bytes = this.#withRoom(before);
    const bytes = this.#bytes;
    const at = bytes.length - this.#text.length - before;
    bytes[at] = finalText;
    bytes[at + 1] = extended === 0 ? length : extended === 2 ? 126 : 127;
    if (extended === 2) bytes.writeUInt16BE(length, at + 2);
    if (extended === 8) bytes.writeBigUInt64BE(BigInt(length), at + 2);
    bytes.write(start, at + 2 + extended);
    return at;
  }

  #withRoom(room: number): Buffer {
    return Buffer.concat([Buffer.alloc(room), this.#text]);
  }
}
