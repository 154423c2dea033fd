import { Client, timed } from './client.ts';
import type { Comparison, Row } from './comparison.ts';
import { residentBytes } from './cpu.ts';
import { program, type Started, startedBy } from './serving.ts';

const query = `{ process(pid: ${process.pid}) { name } }`;
const peer = 'a server of node that does nothing';

const firstAnswer: Row = {
  what: 'from the start of the server to its first answer',
  unit: 'ms',
  peer,
  atMost: { amount: 600 },
};
const memory: Row = { what: 'memory of it, idle after that', unit: 'MB', peer, atMost: { amount: 130 } };

/** A server that has just been started. */
export const start: Comparison = {
  name: 'start',
  warmUps: 1, // node keeps what it has compiled
  countedRuns: 9,
  async *runs() {
    for (;;) {
      const procql = await started(() => startedBy(program));
      const nothing = await started(() => startedBy(['empty-server-child.js']));
      yield [
        { row: firstAnswer, procql: procql.ms, peer: nothing.ms },
        { row: memory, procql: procql.megabytes, peer: nothing.megabytes },
      ];
    }
  },
};

async function started(start: () => Promise<Started>): Promise<{ ms: number; megabytes: number }> {
  const [server, ms] = await timed(async () => {
    const server = await start();
    using client = new Client(server.url);
    await client.ask(query);
    return server;
  });
  const megabytes = residentBytes(server.pid) / 1e6;
  await server[Symbol.asyncDispose]();
  return { ms, megabytes };
}
