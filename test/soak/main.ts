import { setTimeout as sleep } from 'node:timers/promises';
import { Victim } from '../faults/victim.ts';
import { allowed, type Figures, figures, growth } from './figures.ts';
import { type Done, load } from './load.ts';

/**
 * `npm run soak [MINUTES]`: 200 subscribers coming and going, queries and short processes, for 10 minutes or so many.
 * Prints what the server held at the start, after a fifth of the time, and at the end. Exits with 1 if it grew.
 */
const minutes = Number(process.argv[2] ?? 10);
if (!(minutes >= 0.5 && minutes <= 24 * 60)) {
  process.stderr.write('npm run soak [MINUTES]: from 0.5 to 1440\n');
  process.exit(2);
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort());

/** Works for so long, rests, and tells the figures. */
async function round(victim: Victim, ms: number, done: Done): Promise<Figures> {
  await victim.tell('delay');
  const over = new AbortController();
  const signal = AbortSignal.any([over.signal, interrupted.signal]);
  const working = load(victim, done, signal);
  void Promise.race([sleep(ms, null, { ref: false }), working]).then(
    () => over.abort(),
    () => over.abort(),
  );
  await working;
  return figures(victim, Number(await victim.tell('delay')));
}

function row(name: string, { residentMegabytes, descriptors, threads, delayMs }: Figures): string {
  return `| ${name} | ${residentMegabytes.toFixed(1)} MB | ${descriptors} | ${threads} | ${delayMs.toFixed(1)} ms |`;
}

async function soak(): Promise<number> {
  await using victim = await Victim.start({ preload: ['../soak/delay.js'] });
  const done: Done = { subscriptions: 0, events: 0, queries: 0 };
  const ms = minutes * 60_000;
  await victim.warmUp();
  print('| | memory | descriptors | threads | event loop delay, 99 % |');
  print('|---|---|---|---|---|');
  const start = await round(victim, ms / 5, done);
  print(row('start', start));
  const end = await round(victim, (ms * 4) / 5, done);
  print(row('end', end));
  print(row('allowed growth', allowed));
  print(`${done.subscriptions} subscriptions, ${done.events} events, ${done.queries} queries in ${minutes} minutes`);
  if (interrupted.signal.aborted) print('interrupted: nothing is shown');
  const grown = growth(start, end);
  for (const line of grown) print(line);
  return grown.length > 0 || interrupted.signal.aborted ? 1 : 0;
}

process.exitCode = await soak();
