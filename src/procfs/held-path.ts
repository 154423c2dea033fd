import { Op } from './batch.ts';
import { ProcfsError } from './error.ts';

type Request = (op: Op, text: string) => Promise<Buffer>;

/** A file or directory below the mount, held open. One of a process stays that process's, whoever gets the pid. */
export class HeldPath {
  /** A descriptor of this process. */
  readonly fd: number;
  readonly #request: Request;

  constructor(fd: number, request: Request) {
    this.fd = fd;
    this.#request = request;
  }

  /** Writes a text without NUL in one piece. Throws the ProcfsError: NOT_FOUND if the process is gone. */
  async write(text: string): Promise<void> {
    await this.#request(Op.write, `${this.fd} ${text}`);
  }

  /** Whatever close(2) reports, the descriptor is free afterwards, and the kernel has had what was written. */
  async close(): Promise<void> {
    try {
      await this.#request(Op.close, `${this.fd}`);
    } catch (error) {
      if (!(error instanceof ProcfsError)) throw error;
    }
  }
}
