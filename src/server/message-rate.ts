/** A client may have been quiet, and then have this many seconds' messages to send. */
const burstSeconds = 10;

/** Says how many messages a client may send: so many a second on average, and more at once after it sent none. */
export class MessageRate {
  readonly #perSecond: number;
  #left: number;
  #at = performance.now();

  constructor(perSecond: number) {
    this.#perSecond = perSecond;
    this.#left = perSecond * burstSeconds;
  }

  /** Counts a message. False if it is one too many. */
  take(): boolean {
    const now = performance.now();
    const earned = ((now - this.#at) / 1000) * this.#perSecond;
    this.#left = Math.min(this.#perSecond * burstSeconds, this.#left + earned);
    this.#at = now;
    if (this.#left < 1) return false;
    this.#left--;
    return true;
  }
}
