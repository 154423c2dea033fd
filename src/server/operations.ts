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
  async subscribe(id: string, text: string): Promise<void> {
    const earlier = this.#underWay.get(id);
    if (earlier === undefined) return this.#run(id, text);
    if (earlier.isCompleted && earlier.next === undefined) earlier.next = text;
    else this.#socket.close(CloseCode.SubscriberAlreadyExists, closeReason(`Subscriber for ${id} already exists`));
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

  async #run(id: string, first: string): Promise<void> {
    const operation: Operation = { isCompleted: false, next: undefined };
    this.#underWay.set(id, operation);
    try {
      await this.#take(first);
      while (operation.next !== undefined && this.#socket.readyState === this.#socket.OPEN) {
        const text = operation.next;
        Object.assign(operation, { isCompleted: false, next: undefined });
        await this.#take(text);
      }
    } finally {
      this.#underWay.delete(id);
    }
  }
}
