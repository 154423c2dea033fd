import { CloseCode, type Message, MessageType, parseMessage } from 'graphql-ws';
import type { WebSocket } from 'ws';

const serverMessages: ReadonlySet<string> = new Set([MessageType.ConnectionAck, MessageType.Next, MessageType.Error]);

interface Taking {
  /** Has the protocol take a message. */
  take: (text: string) => Promise<void>;
  /** The client wants no more of an operation: of one that is answered once, the protocol does not say so. */
  completed: (id: string) => void;
}

/** Takes a message, but for one that only a server sends: the protocol would throw, where the client is at fault. */
export function received(socket: WebSocket, text: string, { take, completed }: Taking): Promise<void> {
  const message = messageOf(text);
  if (message?.type === MessageType.Complete) completed(message.id);
  if (message === null || !serverMessages.has(message.type)) return take(text);
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
