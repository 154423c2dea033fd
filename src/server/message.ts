import { CloseCode, type Message, MessageType, parseMessage } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { closeReason } from './close-reason.ts';
import type { Operations, Take } from './operations.ts';

const serverMessages: ReadonlySet<string> = new Set([MessageType.ConnectionAck, MessageType.Next, MessageType.Error]);

interface Taking {
  take: Take;
  operations: Operations;
  /** The client wants no more of an operation: of one that is answered once, the protocol does not say so. */
  completed: (id: string) => void;
}

/** Takes a message, but for what is none, and for one that only a server sends: the protocol would throw. */
export function received(socket: WebSocket, text: string, { take, operations, completed }: Taking): Promise<void> {
  let message: Message;
  try {
    message = parseMessage(text);
  } catch (error) {
    return refused(socket, `Invalid message: ${error instanceof Error ? error.message : error}`);
  }
  if (message.type === MessageType.Subscribe) return operations.subscribe(message);
  if (message.type === MessageType.Complete) {
    completed(message.id);
    return operations.complete(message);
  }
  if (!serverMessages.has(message.type)) return take(message);
  return refused(socket, `Only a server sends messages of type ${message.type}`);
}

function refused(socket: WebSocket, reason: string): Promise<void> {
  socket.close(CloseCode.BadRequest, closeReason(reason));
  return Promise.resolve();
}
