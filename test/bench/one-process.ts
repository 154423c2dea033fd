import { Client, timed } from './client.ts';
import { type Comparison, median, type Row } from './comparison.ts';
import { timeOfPs } from './ps.ts';
import { serving } from './serving.ts';
import { fields } from './ten-fields.ts';

const requests = 200;

const row: Row = {
  what: 'ten fields of one process over a kept connection, median',
  unit: 'ms',
  peer: 'ps -p PID, its start included',
  atMost: { amount: 1 },
};

/** One request after the other. */
export const oneProcess: Comparison = {
  name: 'one-process',
  warmUps: 10, // until the code has been compiled
  countedRuns: 9,
  async *runs() {
    await using server = await serving();
    using client = new Client(server.url);
    const query = `{ process(pid: ${process.pid}) { ${fields} } }`;
    for (;;) {
      const times: number[] = [];
      while (times.length < requests) times.push((await timed(() => client.ask(query)))[1]);
      yield [{ row, procql: median(times), peer: await timeOfPs(1, process.pid) }];
    }
  },
};
