import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { remembered } from '../../src/remembered.ts';
import { serverFrame } from './frames.ts';

/**
 * Run by fan-out.ts: the least that a server can do. Writes one frame, made beforehand, to every subscriber at the
 * interval that it asks for. No more is read of what clients say: first comes the greeting, then the subscription.
 */
const [frameBytes = ''] = process.argv.slice(2);
const next = (text: string) => serverFrame(JSON.stringify({ id: '1', type: 'next', payload: { data: { text } } }));
const event = next('.'.repeat(Number(frameBytes) - next('.'.repeat(126)).length + 126));
const acknowledged = serverFrame(JSON.stringify({ type: 'connection_ack' }));
/** By interval, milliseconds. */
const subscribed = new Map<number, Set<Duplex>>();

const server = createServer();
server.on('upgrade', (request, socket) => {
  const key = `${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
  const accept = createHash('sha1').update(key).digest('base64');
  const head = ['HTTP/1.1 101 Switching Protocols', 'Connection: Upgrade', 'Upgrade: websocket'];
  socket.write(`${head.join('\r\n')}\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`);
  let messages = 0;
  socket.on('data', (bytes) => {
    messages++;
    if (messages === 1) socket.write(acknowledged);
    if (messages !== 2) return;
    socket.write(event);
    const [, interval] = /intervalMs: (\d+)/.exec(String(bytes)) ?? [];
    const others = remembered(subscribed, Number(interval), () => every(Number(interval)));
    others.add(socket);
    socket.on('close', () => others.delete(socket));
  });
  socket.on('error', () => socket.destroy());
});

function every(intervalMs: number): Set<Duplex> {
  const sockets = new Set<Duplex>();
  setInterval(() => {
    for (const socket of sockets) socket.write(event);
  }, intervalMs);
  return sockets;
}

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo; // it listens on a port
  process.stdout.write(`http://127.0.0.1:${port}/graphql\n`);
});
