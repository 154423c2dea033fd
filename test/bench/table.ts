import { spawn } from 'node:child_process';
import { type Comparison, installed, type Row } from './comparison.ts';
import { cpuMs } from './cpu.ts';
import { serving } from './serving.ts';
import { sleepers } from './sleepers.ts';
import { watching } from './watching.ts';

const processCount = 2000;
const seconds = 10;

/** A table of all processes, once a second. */
export const allRows = `subscription { processTable(intervalMs: 1000) {
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
  warmUps: 3, // until the code has been compiled that runs once a second
  countedRuns: 5,
  async *runs(progress) {
    await using _sleepers = await sleepers(processCount);
    await using server = await serving();
    let rows = 0;
    let events = 0;
    await using _client = await watching(server.url, allRows, (data) => {
      rows += (data as { processTable: { rows: unknown[] } }).processTable.rows.length; // what the query asks for
      events++;
    });
    if (rows < processCount) throw new Error('not all processes were told');
    const top = installed('top') ? spawn('top', ['-b', '-d', '1'], { stdio: ['ignore', 'ignore', 'inherit'] }) : null;
    const taken = () => ({ procql: cpuMs(server.pid), peer: top?.pid === undefined ? null : cpuMs(top.pid), events });
    try {
      await pause(2);
      for (;;) {
        progress(`measuring for ${seconds} seconds`);
        const before = taken();
        await pause(seconds);
        const after = taken();
        if (after.events - before.events < seconds - 1) throw new Error('events were left out');
        const procql = (after.procql - before.procql) / seconds;
        const peer = after.peer === null || before.peer === null ? null : (after.peer - before.peer) / seconds;
        yield [{ row, procql, peer }];
      }
    } finally {
      top?.kill();
    }
  },
};

function pause(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}
