import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Source } from '../live/source.ts';
import { textFrame } from './frame.ts';
import type { Event, SharedSubscription } from './shared-subscription.ts';

/** A WebSocket, and the connection below it. */
export interface Wire {
  socket: WebSocket;
  connection: Duplex;
}

type End = IteratorResult<never, undefined>;

/**
 * Sends the events of a subscription to one client, each once the socket has taken the one before: a client that is slow
 * is sent what there is by then. What the protocol iterates over gives nothing, and ends when nothing more is to be sent.
 */
export class Feed implements AsyncIterableIterator<never, undefined, undefined> {
  readonly #subscription: SharedSubscription;
  readonly #source: Source<Event>;
  readonly #wire: Wire;
  /** A string: a few bytes of a Buffer, kept for long, would keep all 8 KB of its pool. */
  readonly #prefix: string;
  readonly #end = Promise.withResolvers<End>();
  readonly #leave: () => void;
  #last: Event | null = null;
  #isSending = true; // until the protocol asks for the first
  #isOver = false;

  constructor(subscription: SharedSubscription, wire: Wire, id: string) {
    this.#subscription = subscription;
    this.#wire = wire;
    this.#prefix = `{"id":${JSON.stringify(id)},"type":"next","payload":`;
    this.#source = subscription.source.forReader();
    this.#leave = this.#source.listen(() => this.#send());
  }

  next(): Promise<End> {
    this.#sent();
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

  #send(): void {
    if (this.#isSending || this.#isOver) return;
    const event = this.#source.after(this.#last);
    if (event === undefined) {
      this.#finish();
      return;
    }
    this.#isSending = true;
    this.#last = event;
    const text = this.#subscription.text(event);
    const take = (text: Buffer) => this.#subscription.turns.take(() => this.#write(text));
    if (text instanceof Promise) void text.then(take);
    else take(text);
  }

  /** Written straight to the connection, in one piece: half of what it takes to send it through ws. */
  #write(text: Buffer): void {
    const { socket, connection } = this.#wire;
    if (this.#isOver || socket.readyState !== socket.OPEN) return;
    connection.write(textFrame(this.#prefix, text, '}'), (broken) => (broken ? void this.return() : this.#sent()));
  }

  #sent(): void {
    this.#isSending = false;
    this.#send();
  }

  #finish(): void {
    const { ending } = this.#source;
    if (ending === undefined) return;
    const failure = this.#subscription.failure(ending);
    if (failure !== undefined) this.#write(Buffer.from(JSON.stringify(failure)));
    void this.return();
  }
}
