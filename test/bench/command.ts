import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { timed } from './client.ts';
import type { Comparison, Row } from './comparison.ts';
import { psCommand, timeOfPs } from './ps.ts';
import { sleepers } from './sleepers.ts';
import { tenFields } from './ten-fields.ts';

const count = 2000;

/** As it is started where it is installed. */
const program = fileURLToPath(new URL('../../dist/main.cjs', import.meta.url));

const row: Row = {
  what: `ten fields of ${count} processes by \`procql query\`, from the start of the program to its last byte`,
  unit: 'ms',
  peer: psCommand,
  atMost: { share: 1.5 },
};

/** The command, and ps. */
export const command: Comparison = {
  name: 'command',
  warmUps: 5, // what is compiled is kept
  countedRuns: 31, // in so short a time, a machine that is slower for a second would be all there is
  async *runs() {
    await using _sleepers = await sleepers(count);
    for (;;) {
      const [{ exited }, procql] = await timed(query);
      await exited; // it gives its memory back meanwhile
      yield [{ row, procql, peer: await timeOfPs(count) }];
    }
  },
};

async function query(): Promise<{ exited: Promise<unknown> }> {
  const child = spawn(program, ['query', tenFields], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const answer = await text(child.stdout);
  if (JSON.parse(answer).data.processes.nodes.length < count) throw new Error('not all were answered');
  return { exited };
}
