import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { clientFrame, FrameSplitter, opcodes } from './frames.ts';
import type { Counted } from './subscribers.ts';

/**
 * Run by subscribers.ts: WebSocket clients that subscribe, each over a socket of its own, and only count what they are
 * sent. Says when each has been sent something. Told a number, says when so many more events have come.
 */
const [url = '', count = '', query = ''] = process.argv.slice(2);
const { hostname, port, host, pathname } = new URL(url);

const upgrade = `GET ${pathname} HTTP/1.1
Host: ${host}
Connection: Upgrade
Upgrade: websocket
Sec-WebSocket-Version: 13
Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==
Sec-WebSocket-Protocol: graphql-transport-ws

`.replaceAll('\n', '\r\n');
const init = clientFrame(opcodes.text, JSON.stringify({ type: 'connection_init' }));

/** So many clients begin at a time. */
const atOnce = 50;

const counted: Counted = { events: 0, bytes: 0 };
let due = Number.POSITIVE_INFINITY;

process.on('message', (more: number) => {
  due = counted.events + more;
});
process.once('disconnect', () => process.exit());

const starting = Array.from({ length: atOnce }, async (_, first) => {
  for (let client = first; client < Number(count); client += atOnce) await begin();
});
await Promise.all(starting);
report();

/** Returns once the first event is there. */
async function begin(): Promise<void> {
  const socket = connect(Number(port), hostname);
  socket.write(upgrade);
  await answer(socket, 'HTTP/1.1 101 ');
  socket.write(init);
  await answer(socket, '"type":"connection_ack"');
  const frames = new FrameSplitter({
    text: take,
    ping: (content) => socket.write(clientFrame(opcodes.pong, content)),
  });
  socket.on('data', (bytes) => frames.feed(bytes));
  socket.on('close', () => {
    throw new Error('the server has closed a connection');
  });
  const subscribe = { id: randomUUID(), type: 'subscribe', payload: { query } };
  socket.write(clientFrame(opcodes.text, JSON.stringify(subscribe)));
  await answer(socket, '"payload":{"data":{');
}

async function answer(socket: Socket, expected: string): Promise<void> {
  const [bytes] = await once(socket, 'data');
  if (!String(bytes).includes(expected)) throw new Error(`${expected} was expected, not ${bytes}`);
}

function take(bytes: number): void {
  counted.events++;
  counted.bytes += bytes;
  if (counted.events < due) return;
  due = Number.POSITIVE_INFINITY;
  report();
}

function report(): void {
  process.send?.(counted);
}
