import type { Source } from '../live/source.ts';
import type { Frame } from './frame.ts';
import { startOf, textOf } from './next-message.ts';
import type { Event, SharedSubscription } from './shared-subscription.ts';
import type { Waiting } from './turns.ts';
import type { Sender, Wire } from './wire.ts';

type End = IteratorResult<never, undefined>;

/**
 * Sends the events of a subscription to one client, each once the connection has taken the one before: a client that is
 * slow is sent what there is by then. What the protocol iterates over gives nothing, and ends when nothing more is to
 * be sent.
 */
export class Feed implements AsyncIterableIterator<never, undefined, undefined>, Waiting, Sender {
  readonly #subscription: SharedSubscription;
  readonly #source: Source<Event>;
  readonly #wire: Wire;
  readonly #start: string;
  readonly #end = Promise.withResolvers<End>();
  readonly #leave: () => void;
  #last: Event | null = null;
  #isBusy = true; // until the protocol asks for the first
  #isOver = false;

  constructor(subscription: SharedSubscription, wire: Wire, id: string) {
    this.#subscription = subscription;
    this.#wire = wire;
    this.#start = startOf(id);
    this.#source = subscription.source.forReader();
    this.#leave = this.#source.listen(() => this.#goOn());
  }

  next(): Promise<End> {
    this.taken();
    return this.#end.promise;
  }

  return(): Promise<End> {
    this.#isOver = true;
    this.#leave();
    this.#end.resolve({ done: true, value: undefined });
    return this.#end.promise;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  taken(): void {
    this.#isBusy = false;
    this.#goOn();
  }

  drained(): void {
    this.#subscription.turns.queue(this);
  }

  takeTurn(): Promise<void> | undefined {
    if (this.#isOver || this.#last === null) return undefined;
    const frame = this.#subscription.frame(this.#last);
    if (frame instanceof Promise) return frame.then((frame) => this.#send(frame));
    this.#send(frame);
    return undefined;
  }

  #goOn(): void {
    if (this.#isBusy || this.#isOver) return;
    const event = this.#source.after(this.#last);
    if (event === undefined) {
      this.#finish();
    } else {
      this.#isBusy = true;
      this.#last = event;
      this.#subscription.turns.queue(this);
    }
  }

  #send(frame: Frame): void {
    if (!this.#isOver) this.#wire.write(frame, this.#start, this);
  }

  /** At the end of the source, tells how it ended. */
  #finish(): void {
    const { ending } = this.#source;
    if (ending === undefined) return;
    void this.return();
    const failure = this.#subscription.failure(ending);
    if (failure !== undefined) this.#wire.socket.send(textOf(failure, this.#start)); // before the protocol's `complete`
  }
}
