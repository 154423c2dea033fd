import { Op } from './batch.ts';
import { ProcfsError } from './error.ts';

/** What stands at a place of a file, and how large the file was at that moment. */
export interface Piece {
  size: number;
  bytes: Buffer;
}

type Request = (op: Op, text: string) => Promise<Buffer>;

/** A file held open. Reader threads read and close it: a file of a network may keep them waiting. */
export class OpenFile {
  readonly #fd: number;
  readonly #request: Request;
  #holders = 1;

  constructor(fd: number, request: Request) {
    this.#fd = fd;
    this.#request = request;
  }

  /** At most `length` bytes, less only at the end of the file. */
  async read(offset: number, length: number): Promise<Piece> {
    const answer = await this.#request(Op.readAt, `${this.#fd} ${offset} ${length}`);
    return { size: Number(answer.readBigUInt64LE()), bytes: answer.subarray(8) };
  }

  /** For one more who reads it, and closes it. */
  hold(): this {
    this.#holders++;
    return this;
  }

  /**
   * It stays open for the others who hold it. Whatever close(2) reports, the descriptor is free afterwards, and of a
   * file that was only read nothing can be lost.
   */
  async close(): Promise<void> {
    if (--this.#holders > 0) return;
    try {
      await this.#request(Op.close, `${this.#fd}`);
    } catch (error) {
      if (!(error instanceof ProcfsError)) throw error;
    }
  }
}
