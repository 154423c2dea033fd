import { Client } from './client.ts';
import { type Comparison, median, type Row } from './comparison.ts';
import { serving } from './serving.ts';
import { sleepers } from './sleepers.ts';
import { timeOfTenFields } from './ten-fields.ts';

/** The longest list first: its rows warm the server for those of the others. */
const counts = [4000, 2000, 1000, 500];
const warmUps = 30; // until the code has been compiled
const repetitions = 7;

const row: Row = {
  what: `ten fields of each, time a process: the longest of ${counts
    .toReversed()
    .map((count) => count.toLocaleString('en'))
    .join(', ')} processes`,
  unit: 'µs',
  peer: 'the shortest of the same',
  atMost: { share: 1.25 },
};

/** Whether twice as many processes take twice the time. */
export const scale: Comparison = {
  name: 'scale',
  warmUps: 0,
  countedRuns: 5,
  async *runs(progress) {
    for (;;) {
      await using server = await serving();
      const times: number[] = [];
      for (const count of counts) {
        progress(`${count} processes`);
        await using _sleepers = await sleepers(count);
        using client = new Client(server.url); // the server has closed one that was idle for seconds
        const found: number[] = [];
        for (let n = 0; n < warmUps + repetitions; n++) found.push(await timeOfTenFields(client, count));
        times.push((median(found.slice(warmUps)) * 1000) / count);
      }
      yield [{ row, procql: Math.max(...times), peer: Math.min(...times) }];
    }
  },
};
