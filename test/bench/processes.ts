import { spawnSync } from 'node:child_process';
import { Client, timed } from './client.ts';
import type { Comparison, Row } from './comparison.ts';
import { glances } from './glances.ts';
import { psCommand, timeOfPs } from './ps.ts';
import { repeater } from './repeater.ts';
import { serving } from './serving.ts';
import { sleepers } from './sleepers.ts';
import { timeOfTenFields } from './ten-fields.ts';

const count = 2000;

/** Debian's packages are there for its own alone. */
const pythons = ['python3', '/usr/bin/python3'];

const what = `ten fields of ${count} processes over HTTP, from the request to the last byte`;
const row = (peer: string, share?: number): Row => ({
  what,
  unit: 'ms',
  peer,
  atMost: share === undefined ? null : { share },
});
const againstPs = row(psCommand, 0.4);
const againstPsutil = row('psutil, started before, without serialising', 0.25);
const againstSystemInformation = row('systeminformation, started before, without serialising', 0.03);
const againstGlances = row('Glances, over HTTP, a second and more after it was asked last');
const againstLoop = row('a loop of synchronous reads of the same files that looks at none', 1.6);

/** A list over HTTP, and the same by others. */
export const processes: Comparison = {
  name: 'processes',
  warmUps: 12, // a server is measured as it is after a while, when its code has been compiled
  countedRuns: 9,
  async *runs() {
    await using _sleepers = await sleepers(count);
    await using server = await serving();
    const python = pythons.find((python) => spawnSync(python, ['-c', 'import psutil']).status === 0);
    await using psutil = python ? await repeater(python, 'psutil-child.py') : null;
    await using systemInformation = await repeater(process.execPath, 'systeminformation-child.ts');
    await using glancesServer = await glances();
    await using loop = await repeater(process.execPath, 'bare-loop-child.ts');
    using client = new Client(server.url);
    const all = async ({ again }: { again: () => Promise<number> }) => {
      const [listed, ms] = await timed(again);
      if (listed < count) throw new Error('not all were listed');
      return ms;
    };
    for (;;) {
      const procql = await second(() => timeOfTenFields(client, count));
      yield [
        { row: againstPs, procql, peer: await second(() => timeOfPs(count)) },
        { row: againstPsutil, procql, peer: psutil && (await second(() => all(psutil))) },
        { row: againstSystemInformation, procql, peer: await all(systemInformation) }, // for seconds
        { row: againstGlances, procql, peer: glancesServer && (await all(glancesServer)) }, // it repeats itself for a second
        { row: againstLoop, procql, peer: await second(() => all(loop)) },
      ];
    }
  },
};

/** Whoever comes first after a pause finds all memory cold, and warms the kernel's for the others: the second time counts. */
async function second<T>(time: () => Promise<T>): Promise<T> {
  await time();
  return time();
}
