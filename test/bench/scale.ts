import { Client } from './client.ts';
import { type Comparison, median, type Row } from './comparison.ts';
import { serving } from './serving.ts';
import { sleepers } from './sleepers.ts';
import { askTenFields } from './ten-fields.ts';

const counts = [500, 1000, 2000, 4000];

/** Rises and falls of a run. In the first, code is compiled, and nothing counts. */
const passes = 4;

/** Lists at each count: in the first of them, files are opened that are kept open, and the kernel still buries who was ended. */
const settling = 20;
const repetitions = 15;

const row: Row = {
  what: `ten fields of each, listed ${settling} times before, time a process: the longest of ${counts
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
      const found = counts.map((): number[] => []);
      for (let pass = 0; pass < passes; pass++) {
        await riseAndFall(async (count) => {
          progress(`${count} processes, ${pass + 1} of ${passes} times`);
          const times = await timesOfEach(server.url, count);
          if (pass > 0) found[counts.indexOf(count)]?.push(...times);
        });
      }
      const times = found.map(median);
      yield [{ row, procql: Math.max(...times), peer: Math.min(...times) }];
    }
  },
};

/** Each count comes twice, early and late: of a machine that becomes slower meanwhile, none is the worse for it. */
async function riseAndFall(measure: (count: number) => Promise<void>, at = 0): Promise<void> {
  const count = counts[at];
  if (count === undefined) return;
  await using _more = await sleepers(count - (counts[at - 1] ?? 0));
  await measure(count);
  await riseAndFall(measure, at + 1);
  await measure(count);
}

/** Microseconds for each process that is answered. */
async function timesOfEach(url: string, atLeast: number): Promise<number[]> {
  using client = new Client(url); // the server has closed one that was idle for seconds
  const times: number[] = [];
  for (let n = 0; n < settling + repetitions; n++) {
    const { rows, ms } = await askTenFields(client, atLeast);
    times.push((ms * 1000) / rows);
  }
  return times.slice(settling);
}
