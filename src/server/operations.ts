import { CloseCode } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { closeReason } from './close-reason.ts';

/** Has the protocol take a message. Resolves when all that follows from it has been done. */
export type Take = (text: string) => Promise<void>;

interface Operation {
  /** Its client wants no more of it. */
  isCompleted: boolean;
  /** The message that asks for the next one of this id. */
  next: string | undefined;
}

/**
 * What is under way over one WebSocket, by the ids that its client gives. Once an operation is completed its id may be
 * used again, but the protocol knows operations by their ids alone, and takes back the id when the first has ended: the
 * second has to wait for that.
 */
export class Operations {
  readonly #socket: WebSocket;
  readonly #take: Take;
  readonly #underWay = new Map<string, Operation>();

  constructor(socket: WebSocket, take: Take) {
    this.#socket = socket;
    this.#take = take;
  }

  /** A client asks for an operation, by this message. */
  subscribe(id: string, text: string): Promise<void> {
    const earlier = this.#underWay.get(id);
    if (earlier === undefined) {
      const operation: Operation = { isCompleted: false, next: undefined };
      this.#underWay.set(id, operation);
      return this.#settle(id, operation, this.#take(text));
    }
    if (earlier.isCompleted && earlier.next === undefined) earlier.next = text;
    else this.#socket.close(CloseCode.SubscriberAlreadyExists, closeReason(`Subscriber for ${id} already exists`));
    return Promise.resolve();
  }

  /** A client wants no more of an operation, as this message says. */
  complete(id: string, text: string): Promise<void> {
    const operation = this.#underWay.get(id);
    if (operation !== undefined) {
      operation.isCompleted = true;
      operation.next = undefined;
    }
    return this.#take(text);
  }

  /** Not given the message, which would be kept as long as the operation is under way. */
  async #settle(id: string, operation: Operation, taken: Promise<void>): Promise<void> {
    try {
      await taken;
    } finally {
      this.#underWay.delete(id);
    }
    const isOpen = this.#socket.readyState === this.#socket.OPEN;
    if (operation.next !== undefined && isOpen) return this.subscribe(id, operation.next);
  }
}
