import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from './client.ts';
import type { Comparison, Row } from './comparison.ts';
import { largest20 } from './first-20.ts';
import { delayMeter, program, serving } from './serving.ts';
import { sleepers } from './sleepers.ts';
import { subscribers } from './subscribers.ts';
import { allRows } from './table.ts';
import { fields, tenFields } from './ten-fields.ts';
import { watching } from './watching.ts';

const processCount = 2000;
const subscriberCount = 500;
const seconds = 15;

/** How long a client waits before it asks again. */
const pauseMs = 500;

const row: Row = {
  what: `how late the event loop is, 99 % of the time, while clients list ${processCount} processes again and again, watch a table of all, search symbols, and ${subscriberCount} subscribe`,
  unit: 'ms',
  peer: 'a server of node that does nothing, meanwhile',
  atMost: { amount: 20 },
};

const queries = [
  tenFields,
  largest20,
  `{ process(pid: ${process.pid}) { ${fields} } }`,
  '{ symbols(where: { name: { contains: "lock_irq" } }, first: 100) { totalCount nodes { name } } }',
];

/** All at once. What runs beside it on the same cores delays any server: the peer tells by how much. */
export const delay: Comparison = {
  name: 'delay',
  warmUps: 1,
  countedRuns: 5,
  async *runs(progress) {
    await using _sleepers = await sleepers(processCount);
    await using server = await serving(program, [delayMeter]);
    await using nothing = await serving(['empty-server-child.js'], [delayMeter]);
    await using _table = await watching(server.url, allRows, () => {});
    const stat = `subscription { processStat(pid: ${process.pid}) { totalPercent process { ${fields} } } }`;
    await using _subscribers = await subscribers(server.url, subscriberCount, stat);
    const stop = new AbortController();
    const asking = queries.map((query) => askAgainAndAgain(server.url, query, stop.signal));
    try {
      for (;;) {
        progress(`measuring for ${seconds} seconds`);
        await Promise.all([server.delay(), nothing.delay()]);
        await Promise.race([sleep(seconds * 1000), ...asking]);
        const [procql, peer] = await Promise.all([server.delay(), nothing.delay()]);
        yield [{ row, procql, peer }];
      }
    } finally {
      stop.abort();
      await Promise.all(asking);
    }
  },
};

async function askAgainAndAgain(url: string, query: string, signal: AbortSignal): Promise<void> {
  using client = new Client(url);
  while (!signal.aborted) {
    await client.ask(query);
    await sleep(pauseMs);
  }
}
