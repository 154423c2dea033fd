import { CloseCode, type CompleteMessage, type Message, type SubscribeMessage } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { closeReason } from './close-reason.ts';

/** Has the protocol take a message. Resolves when all that follows from it has been done. */
export type Take = (message: Message) => Promise<void>;

interface Operation {
  /** Its client wants no more of it. */
  isCompleted: boolean;
  /** The message that asks for the next one of this id. */
  next: SubscribeMessage | undefined;
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

  /** A client asks for an operation. */
  subscribe(message: SubscribeMessage): Promise<void> {
    const { id } = message;
    const earlier = this.#underWay.get(id);
    if (earlier === undefined) {
      const operation: Operation = { isCompleted: false, next: undefined };
      this.#underWay.set(id, operation);
      return this.#take(message).then(() => this.#ended(id, operation)); // where it fails, the socket is closed
    }
    if (earlier.isCompleted && earlier.next === undefined) earlier.next = message;
    else this.#socket.close(CloseCode.SubscriberAlreadyExists, closeReason(`Subscriber for ${id} already exists`));
    return Promise.resolve();
  }

  /** A client wants no more of an operation. */
  complete(message: CompleteMessage): Promise<void> {
    const operation = this.#underWay.get(message.id);
    if (operation !== undefined) {
      operation.isCompleted = true;
      operation.next = undefined;
    }
    return this.#take(message);
  }

  #ended(id: string, { next }: Operation): Promise<void> | undefined {
    this.#underWay.delete(id);
    const isOpen = this.#socket.readyState === this.#socket.OPEN;
    return next !== undefined && isOpen ? this.subscribe(next) : undefined;
  }
}
