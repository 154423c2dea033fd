import assert from 'node:assert/strict';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { WebSocket } from 'ws';
import { openMachine } from '../../src/model/machine.ts';
import { decodeStats, Op } from '../../src/procfs/batch.ts';
import { schema } from '../../src/schema.ts';
import { type Server, start } from '../../src/server/start.ts';
import { returnsTo, settled } from '../live/resources.ts';

const machine = await openMachine('/proc');
const directory = mkdtempSync(join(tmpdir(), 'procql-'));
const log = openSync(join(directory, 'log'), 'a');
writeSync(log, 'line\n');
let server: Server;
before(async () => {
  await startThreads();
  const limits = { messagesPerSecond: 10_000 }; // fewer would be over too soon
  server = await start({ schema, machine, limits, host: '127.0.0.1', port: 0, onFault: assert.ifError });
});
after(async () => {
  await server[Symbol.asyncDispose]();
  closeSync(log);
  rmSync(directory, { recursive: true });
});

/** Reader threads start when there is work for one more: as much work at once as it takes for all of them. */
async function startThreads(): Promise<void> {
  const { proc } = machine;
  const path = `${process.pid}/fd/${log}`;
  const stats = decodeStats(await proc.read(path, Op.stat));
  const many = Array.from({ length: 20 }, async () => {
    const [file] = await Promise.all([proc.open(path, stats), proc.read('self/cmdline'), proc.read('uptime')]);
    await file.close();
  });
  await Promise.all(many);
}

const subscriptions = {
  processStat: `processStat(pid: ${process.pid}, intervalMs: 50) { totalPercent readBytes }`,
  processTable: 'processTable(intervalMs: 50) { rows { id pid cpu { usage } } left }',
  systemStat: 'systemStat(intervalMs: 50) { cpu { busyPercent } }',
  processEvents: 'processEvents { source events { kind pid } missedEvents }',
  fdLines: `fdLines(pid: ${process.pid}, fd: ${log}, last: 1) { lines { text } event }`,
};

interface Message {
  type: string;
  id?: string;
}

/** A client that has been let in. */
async function connect() {
  const socket = new WebSocket(server.url, 'graphql-transport-ws');
  const arrived: Message[] = [];
  let arrive: (() => void) | undefined;
  socket.on('message', (data) => {
    arrived.push(JSON.parse(String(data)));
    arrive?.();
  });
  const client = {
    socket,
    send: (message: object) => socket.send(JSON.stringify(message)),
    /** The next message of this type. */
    next: async (type: string): Promise<Message> => {
      for (;;) {
        const message = arrived.shift();
        if (message === undefined) await new Promise<void>((resolve) => (arrive = resolve));
        else if (message.type === type) return message;
        else assert.equal(message.type, 'next', JSON.stringify(message));
      }
    },
    subscribe: (id: string, selection: string) =>
      client.send({ id, type: 'subscribe', payload: { query: `subscription { ${selection} }` } }),
  };
  await once(socket, 'open');
  client.send({ type: 'connection_init' });
  await client.next('connection_ack');
  return client;
}

/** Where each has a thread of its own, that takes some time. */
const cycles = (name: string) => (name === 'processEvents' ? 100 : 1000);

for (const [name, selection] of Object.entries(subscriptions)) {
  test(`${name}: ${cycles(name)} subscriptions that are completed, 20 that are cut off, leave nothing behind`, {
    timeout: 100_000,
  }, async () => {
    const cutOff = async () => {
      const { socket, subscribe, next } = await connect();
      subscribe('a', selection);
      await next('next');
      socket.terminate();
      await once(socket, 'close');
    };
    const client = await connect();
    const cycle = async (id: number) => {
      client.subscribe(String(id), selection);
      await client.next('next');
      client.send({ id: String(id), type: 'complete' });
    };
    for (let id = 0; id < cycles(name) / 5; id++) await cycle(id);
    const before = await settled(machine);
    for (let id = 0; id < cycles(name); id++) await cycle(1000 + id);
    for (let count = 0; count < 20; count++) await cutOff();
    await returnsTo(before, machine);
    client.socket.terminate();
  });
}
