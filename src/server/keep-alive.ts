import type { Wire } from './wire.ts';

/** Clients are pinged many at a time, which takes a third of what it takes to ping each at a time of its own: in so many groups. */
const rounds = 12;

/**
 * Lets go of clients that are not there any more: networks and machines fail without saying so. One that does not
 * answer a ping before the next is gone.
 */
export class KeepAlive {
  /** Who is pinged when it is their round's turn. */
  readonly #rounds = Array.from({ length: rounds }, () => new Set<Wire>());
  readonly #pinged = new WeakSet<Wire>();
  readonly #timer: NodeJS.Timeout;
  #turn = 0;

  constructor(pingMs: number) {
    this.#timer = setInterval(() => this.#ping(), pingMs / rounds).unref(); // connections keep the process alive
  }

  watch(wire: Wire): void {
    const next = this.#rounds[(this.#turn + 1) % rounds]; // comes too soon: nothing has been said yet
    const round = this.#rounds
      .filter((round) => round !== next)
      .reduce((least, round) => (round.size < least.size ? round : least));
    round.add(wire);
    wire.socket.on('pong', () => this.#pinged.delete(wire));
    wire.socket.once('close', () => round.delete(wire));
  }

  end(): void {
    clearInterval(this.#timer);
  }

  #ping(): void {
    this.#turn = (this.#turn + 1) % rounds;
    for (const wire of this.#rounds[this.#turn] ?? []) {
      if (this.#pinged.has(wire)) {
        wire.socket.terminate();
      } else {
        this.#pinged.add(wire);
        wire.ping();
      }
    }
  }
}
