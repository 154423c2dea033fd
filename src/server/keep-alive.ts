import { randomInt } from 'node:crypto';
import type { Wire } from './wire.ts';

/** Clients are pinged many at a time, which takes a third of what it takes to ping each at a time of its own: in so many groups. */
const rounds = 12;

/** What a ping asks to be answered is below. */
const numbers = 2 ** 32;

/**
 * Lets go of clients that are not there any more: networks and machines fail without saying so. One that does not
 * answer a ping before the next is gone, and so is one that answers what it has not read: the number is not to be guessed.
 */
export class KeepAlive {
  /** Who is pinged when it is their round's turn. */
  readonly #rounds = Array.from({ length: rounds }, () => new Set<Wire>());
  /** What those who have not answered yet were sent. */
  readonly #pinged = new WeakMap<Wire, number>();
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
    wire.socket.on('pong', (data) => {
      if (data.length === 4 && data.readUInt32BE() === this.#pinged.get(wire)) this.#pinged.delete(wire);
    });
    wire.socket.on('close', () => round.delete(wire));
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
        const number = randomInt(numbers);
        this.#pinged.set(wire, number);
        wire.ping(number);
      }
    }
  }
}
