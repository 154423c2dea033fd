import { once } from 'node:events';
import { connect } from 'node:net';
import { test } from 'node:test';
import fc from 'fast-check';
import { WebSocket } from 'ws';
import { clientFrame, opcodes } from '../bench/frames.ts';
import { upgradeRequest } from '../server/raw-socket.ts';
import { Victim } from './victim.ts';

const limits = { timeout: 90_000 };
const conversations = { numRuns: 100, seed: 20_260 };
const query = JSON.stringify({ query: '{ process(pid: 1) { pid } }' });

const request = `POST /graphql HTTP/1.1\r
Host: localhost\r
Content-Type: application/json\r
Content-Length: ${query.length}\r
\r
${query}`;

const text = (message: object) => clientFrame(opcodes.text, JSON.stringify(message));
const spoken = Buffer.concat([
  Buffer.from(upgradeRequest),
  text({ type: 'connection_init' }),
  text({ type: 'subscribe', id: 'a', payload: { query: 'subscription { systemStat { cpu { busyPercent } } }' } }),
  text({ type: 'complete', id: 'a' }),
]);

const anyBytes = fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes));
const signs = fc.string({ unit: fc.constantFrom(...'{}[]":,\r\n \0/%?&#019GETabc'), maxLength: 60 }).map(Buffer.from);

/** What a client says, a part of it replaced by anything, in pieces; it may hang up at the end. */
const damaged = (whole: Buffer) =>
  fc.record({
    start: fc.nat(whole.length),
    length: fc.oneof(fc.nat(20), fc.nat(whole.length)),
    part: fc.oneof(anyBytes, signs),
    pieces: fc.integer({ min: 1, max: 4 }),
    hangsUp: fc.boolean(),
  });

type Damage = typeof damaged extends (whole: Buffer) => fc.Arbitrary<infer T> ? T : never;

/** Says it, and returns once the server has closed the connection, or has had its time and is left. */
async function say({ url }: Victim, whole: Buffer, { start, length, part, pieces, hangsUp }: Damage): Promise<void> {
  const { hostname, port } = new URL(url);
  const bytes = Buffer.concat([whole.subarray(0, start), part, whole.subarray(start + length)]);
  const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true });
  socket.on('error', () => {}); // the server may let it go as it likes
  socket.resume();
  const { promise: over, resolve: end } = Promise.withResolvers<void>();
  socket.on('end', end).on('close', end);
  for (let piece = 0; piece < pieces; piece++) {
    const [from, to] = [piece, piece + 1].map((n) => Math.floor((bytes.length * n) / pieces));
    const written = Promise.withResolvers<void>();
    socket.write(bytes.subarray(from, to), () => written.resolve());
    await written.promise;
  }
  if (hangsUp) socket.end();
  const timer = setTimeout(() => socket.destroy(), 50);
  await over;
  clearTimeout(timer);
  socket.destroy();
}

for (const [kind, whole] of [
  ['HTTP', Buffer.from(request.repeat(2))],
  ['WebSocket', spoken],
] as const) {
  test(`100 ${kind} conversations with a part that is anything: the next one is answered`, limits, async () => {
    await using victim = await Victim.start();
    const before = await victim.warmUp();
    await fc.assert(
      fc.asyncProperty(damaged(whole), async (damage) => {
        await say(victim, whole, damage);
        await victim.ask('{ process(pid: 1) { pid } }');
      }),
      conversations,
    );
    await victim.isWell(before);
  });
}

/** What is well-framed JSON, and still no message of the protocol, or not in its turn. */
const messages = fc.array(
  fc.oneof(
    fc.json(),
    fc
      .record({
        type: fc.constantFrom('connection_init', 'subscribe', 'complete', 'ping', 'pong', 'next', 'error', 'hello', ''),
        id: fc.oneof(fc.constantFrom('a', 'b'), fc.jsonValue()),
        payload: fc.oneof(fc.record({ query: fc.oneof(fc.constant('{ __typename }'), fc.string()) }), fc.jsonValue()),
      })
      .map((message) => JSON.stringify(message)),
  ),
  { maxLength: 6 },
);

test('100 WebSocket conversations of messages that are in no order: the next one is answered', limits, async () => {
  await using victim = await Victim.start();
  const before = await victim.warmUp();
  await fc.assert(
    fc.asyncProperty(messages, fc.boolean(), async (all, isGreeted) => {
      const socket = new WebSocket(victim.url, 'graphql-transport-ws');
      await once(socket, 'open');
      const closed = once(socket, 'close');
      if (isGreeted) socket.send('{"type":"connection_init"}');
      for (const message of all) socket.send(message, () => {}); // it may be closed by now
      socket.close();
      await closed;
      await victim.ask('{ process(pid: 1) { pid } }');
    }),
    conversations,
  );
  await victim.isWell(before);
});
