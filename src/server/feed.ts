import type { WebSocket } from 'ws';
import type { Event, SharedSubscription } from './shared-subscription.ts';

type End = IteratorResult<never, undefined>;

/**
 * Sends the events of a subscription to one client, each once the socket has taken the one before: a client that is slow
 * is sent what there is by then. What the protocol iterates over gives nothing, and ends when nothing more is to be sent.
 */
export class Feed implements AsyncIterableIterator<never, undefined, undefined> {
  readonly #subscription: SharedSubscription;
  readonly #socket: WebSocket;
  readonly #prefix: string;
  readonly #end = Promise.withResolvers<End>();
  readonly #leave: () => void;
  #last: Event | null = null;
  #isSending = true; // until the protocol asks for the first
  #isOver = false;

  constructor(subscription: SharedSubscription, socket: WebSocket, id: string) {
    this.#subscription = subscription;
    this.#socket = socket;
    this.#prefix = `{"id":${JSON.stringify(id)},"type":"next","payload":`;
    this.#leave = subscription.source.listen(() => this.#send());
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
    const event = this.#subscription.source.after(this.#last);
    if (event === undefined) {
      this.#finish();
      return;
    }
    this.#isSending = true;
    this.#last = event;
    const text = this.#subscription.text(event);
    if (typeof text === 'string') this.#write(text);
    else void text.then((text) => this.#write(text));
  }

  #write(text: string): void {
    if (this.#isOver) return;
    this.#socket.send(`${this.#prefix}${text}}`, (broken) => (broken ? void this.return() : this.#sent()));
  }

  #sent(): void {
    this.#isSending = false;
    this.#send();
  }

  #finish(): void {
    const { source, failure } = this.#subscription;
    if (source.ending === undefined) return;
    if (failure !== undefined) this.#write(JSON.stringify(failure));
    void this.return();
  }
}
