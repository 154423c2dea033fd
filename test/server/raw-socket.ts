import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { WebSocket } from 'ws';

/** A message of graphql-transport-ws. */
export interface Message {
  type: string;
  id?: string;
  payload?: unknown;
}

/** With which a client begins a WebSocket. */
export const upgradeRequest = `GET /graphql HTTP/1.1\r
Host: localhost\r
Connection: Upgrade\r
Upgrade: websocket\r
Sec-WebSocket-Version: 13\r
Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
Sec-WebSocket-Protocol: graphql-transport-ws\r
\r
`;

/** A WebSocket without a client's help, that has been let in. */
export async function openRaw(url: string) {
  const { hostname, port } = new URL(url);
  const connection = connect(Number(port), hostname);
  const socket = new WebSocket(url, 'graphql-transport-ws', { createConnection: () => connection });
  await once(socket, 'open');
  const messages: ((message: Message) => void)[] = [];
  const arrived: Message[] = [];
  socket.on('message', (data) => {
    const message: Message = JSON.parse(String(data));
    const wait = messages.shift();
    if (wait) wait(message);
    else arrived.push(message);
  });
  const raw = {
    socket,
    connection,
    send: (message: Message) => socket.send(JSON.stringify(message)),
    next: async () => arrived.shift() ?? new Promise<Message>((resolve) => messages.push(resolve)),
    subscribe: (id: string, query: string) => raw.send({ id, type: 'subscribe', payload: { query } }),
  };
  raw.send({ type: 'connection_init' });
  assert.deepEqual(await raw.next(), { type: 'connection_ack' });
  return raw;
}
