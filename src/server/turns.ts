/** To write to so many clients takes the event loop about a millisecond. */
const mostAtOnce = 64;

/** Does what many wait for a few at a time, so that the event loop has turns for others in between. */
export class Turns {
  #waiting: (() => void)[] = [];

  take(action: () => void): void {
    this.#waiting.push(action);
    if (this.#waiting.length === 1) setImmediate(() => this.#run());
  }

  #run(): void {
    const actions = this.#waiting;
    this.#waiting = actions.slice(mostAtOnce);
    if (this.#waiting.length > 0) setImmediate(() => this.#run());
    for (const action of actions.slice(0, mostAtOnce)) action();
  }
}
