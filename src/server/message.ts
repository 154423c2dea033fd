import { CloseCode, MessageType, parseMessage } from 'graphql-ws';
import type { WebSocket } from 'ws';

const serverMessages: ReadonlySet<string> = new Set([MessageType.ConnectionAck, MessageType.Next, MessageType.Error]);

/** Has the protocol take a message, but for one that only a server sends: the protocol would throw, where the client is at fault. */
export function received(socket: WebSocket, text: string, take: (text: string) => Promise<void>): Promise<void> {
  const type = typeOf(text);
  if (!serverMessages.has(type)) return take(text);
  socket.close(CloseCode.BadRequest, `Only a server sends messages of type ${type}`);
  return Promise.resolve();
}

/** Of what is no message, the protocol says so itself. */
function typeOf(text: string): string {
  try {
    return parseMessage(text).type;
  } catch {
    return '';
  }
}
