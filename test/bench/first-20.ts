import { Client, timed } from './client.ts';
import type { Comparison, Row } from './comparison.ts';
import { serving } from './serving.ts';
import { sleepers } from './sleepers.ts';
import { timeOfTenFields } from './ten-fields.ts';

const count = 2000;

/** The largest processes, and what belongs to them. */
export const largest20 = `{ processes(first: 20, orderBy: { by: RESIDENT_BYTES, descending: true }) { nodes {
  pid residentBytes user { name } parent { pid name } commandLine { text } fds { totalCount }
} } }`;

const row: Row = {
  what: `the 20 largest of ${count} processes with user, parent, command line and number of descriptors`,
  unit: 'ms',
  peer: 'ten fields of all, by procql',
  atMost: { share: 0.6 },
};

/** A few of many. */
export const first20: Comparison = {
  name: 'first-20',
  warmUps: 40, // until the code has been compiled
  countedRuns: 51, // some seconds: see ./command.ts
  async *runs() {
    await using _sleepers = await sleepers(count);
    await using server = await serving();
    using client = new Client(server.url);
    for (;;) {
      const [answer, procql] = await timed(() => client.ask(largest20));
      const { processes } = answer as { processes: { nodes: unknown[] } }; // what the query asks for
      if (processes.nodes.length !== 20) throw new Error('not 20 were answered');
      yield [{ row, procql, peer: await timeOfTenFields(client, count) }];
    }
  },
};
