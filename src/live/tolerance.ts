import { ProcfsError } from '../procfs/error.ts';

/** So often in a row an attempt may fail before that is told. */
const mostFailures = 3;

/** For what is attempted again and again: where the kernel says nothing once or twice in a row, that may be about to change. */
export class Tolerance {
  #failures = 0;

  /** Rejects if the attempt fails once too often, or otherwise than by what the kernel says. */
  async attempt(act: () => Promise<void>): Promise<void> {
    try {
      await act();
      this.#failures = 0;
    } catch (error) {
      this.#failures++;
      if (this.#failures >= mostFailures || !(error instanceof ProcfsError)) throw error;
    }
  }
}
