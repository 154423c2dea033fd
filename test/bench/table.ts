import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Comparison, Row } from './comparison.ts';
import { cpuMs } from './cpu.ts';
import { serving } from './serving.ts';
import { sleepers } from './sleepers.ts';
import { watching } from './watching.ts';

const processCount = 2000;
const seconds = 10;

const query = `subscription { processTable(intervalMs: 1000) {
  rows { id pid name state stat { priority nice virtualBytes } residentBytes cpu { usage totalSeconds } }
  left
} }`;

const row: Row = {
  what: `CPU a second of a table of ${processCount} processes that is told once a second`,
  unit: 'ms',
  peer: 'top -b -d 1',
  atMost: { share: 0.25 },
};

/** What a server takes that pushes all processes to one client, and what top takes in the same seconds. */
export const table: Comparison = {
  name: 'table',
  programs: ['top'],
  warmUps: 3, // until the code has been compiled that runs once a second
  countedRuns: 5,
  async *runs(progress) {
    await using _sleepers = await sleepers(processCount);
    await using server = await serving();
    let rows = 0;
    let events = 0;
    await using _client = await watching(server.url, query, (data) => {
      rows += (data as { processTable: { rows: unknown[] } }).processTable.rows.length; // what the query asks for
      events++;
    });
    if (rows < processCount) throw new Error('not all processes were told');
    const top = spawn('top', ['-b', '-d', '1'], { stdio: ['ignore', 'ignore', 'inherit'] });
    try {
      await once(top, 'spawn');
      await pause(2);
      for (;;) {
        progress(`measuring for ${seconds} seconds`);
        const before = { procql: cpuMs(server.pid), peer: cpuMs(top.pid ?? 0), events };
        await pause(seconds);
        if (events - before.events < seconds - 1) throw new Error('events were left out');
        yield [
          {
            row,
            procql: (cpuMs(server.pid) - before.procql) / seconds,
            peer: (cpuMs(top.pid ?? 0) - before.peer) / seconds,
          },
        ];
      }
    } finally {
      top.kill();
    }
  },
};

function pause(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}
