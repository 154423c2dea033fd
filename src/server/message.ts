import { CloseCode, MessageType, parseMessage } from 'graphql-ws';
import type { WebSocket } from 'ws';

const serverMessages: ReadonlySet<string> = new Set([MessageType.ConnectionAck, MessageType.Next, MessageType.Error]);

/** Has the protocol take a message. It throws for one that only a server sends: that is no fault, but a bad request. */
export async function received(socket: WebSocket, text: string, take: (text: string) => Promise<void>): Promise<void> {
  try {
    await take(text);
  } catch (fault) {
    const { type } = parseMessage(text);
    if (!serverMessages.has(type)) throw fault;
    socket.close(CloseCode.BadRequest, `Only a server sends messages of type ${type}`);
  }
}
