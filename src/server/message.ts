import { CloseCode, type Message, MessageType, parseMessage } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { Operations, Take } from './operations.ts';

const serverMessages: ReadonlySet<string> = new Set([MessageType.ConnectionAck, MessageType.Next, MessageType.Error]);

interface Taking {
  take: Take;
  operations: Operations;
  /** The client wants no more of an operation: of one that is answered once, the protocol does not say so. */
  completed: (id: string) => void;
}

/** Takes a message, but for one that only a server sends: the protocol would throw, where the client is at fault. */
export function received(socket: WebSocket, text: string, { take, operations, completed }: Taking): Promise<void> {
  const message = messageOf(text);
  if (message === null) return take(text);
  if (message.type === MessageType.Subscribe) return operations.subscribe(message.id, text);
  if (message.type === MessageType.Complete) {
    completed(message.id);
    return operations.complete(message.id, text);
  }
  if (!serverMessages.has(message.type)) return take(text);
  socket.close(CloseCode.BadRequest, `Only a server sends messages of type ${message.type}`);
  return Promise.resolve();
}

/** Null for what is none: the protocol says so itself. */
function messageOf(text: string): Message | null {
  try {
    return parseMessage(text);
  } catch {
    return null;
  }
}
