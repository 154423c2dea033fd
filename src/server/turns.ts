import { setImmediate } from 'node:timers/promises';

/** To write to so many clients takes the event loop about a millisecond. */
const mostAtOnce = 64;

export interface Waiting {
  /** Those behind wait for what this returns. */
  takeTurn(): Promise<void> | undefined;
}

/** Lets many take turns, a few at a time, so that the event loop has some for others in between. */
export class Turns {
  readonly #queue: Waiting[] = [];

  queue(waiting: Waiting): void {
    this.#queue.push(waiting);
    if (this.#queue.length === 1) void this.#run();
  }

  async #run(): Promise<void> {
    while (this.#queue.length > 0) {
      await setImmediate();
      const now = this.#queue.slice(0, mostAtOnce);
      for (const waiting of now) {
        const turn = waiting.takeTurn();
        if (turn !== undefined) await turn;
      }
      this.#queue.splice(0, now.length);
    }
  }
}
