import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, timed } from './client.ts';
import { type Comparison, median, type Row } from './comparison.ts';
import { serving } from './serving.ts';

const part = 'lock_irq';
const searches = 20;

const first: Row = {
  what: 'the first search of the kernel’s symbols by a part of their name',
  unit: 'ms',
  peer: 'cat /proc/kallsyms',
  atMost: { share: 3 },
};
const later: Row = {
  what: 'a later one, median',
  unit: 'ms',
  peer: `grep ${part} /proc/kallsyms`,
  atMost: { amount: 10 },
};
const memory: Row = {
  what: 'memory that is kept for the symbols, ten seconds later',
  unit: 'MB',
  peer: 'the text of /proc/kallsyms',
  atMost: { amount: 25 },
};

/** For 8 seconds, V8 keeps the memory of a thread that has ended. */
const poolMs = 10_000;

/** Symbols of a server that has just been started. */
export const symbols: Comparison = {
  name: 'symbols',
  warmUps: 0,
  countedRuns: 5,
  async *runs(progress) {
    for (;;) {
      await using server = await serving();
      using client = new Client(server.url);
      // The same without symbols comes first: what any query costs that is new, or asked again, is no cost of theirs.
      for (let n = 0; n < 2; n++)
        await client.ask(
          `{ process(pid: ${process.pid}) { pid name commandLine { text } } __type(name: "Symbol") { fields { name } } }`,
        );
      const query = (part: string) =>
        `{ symbols(where: { name: { contains: "${part}" } }, first: 100) { totalCount nodes { name type module } } }`;
      const before = await server.heldBytes();
      progress('first search');
      const [kallsyms, catMs] = await timed(() => run('cat', '/proc/kallsyms'));
      const [, firstMs] = await timed(() => client.ask(query(part)));
      progress('later searches');
      const times: number[] = [];
      for (let n = 0; n < searches; n++)
        times.push((await timed(() => client.ask(query(`${part}${n % 2 ? 's' : ''}`))))[1]);
      const [, grepMs] = await timed(() => run('grep', part, '/proc/kallsyms'));
      progress('until V8 gives back what it has pooled');
      await sleep(poolMs);
      const kept = (await server.heldBytes()) - before;
      yield [
        { row: first, procql: firstMs, peer: catMs },
        { row: later, procql: median(times), peer: grepMs },
        { row: memory, procql: kept / 1e6, peer: kallsyms.length / 1e6 },
      ];
    }
  },
};

function run(program: string, ...args: string[]): Promise<string> {
  return text(spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] }).stdout);
}
