import { fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Victim } from '../faults/victim.ts';

const subscriberCount = 200;
const askerCount = 4;
const askMs = 100;
const lineMs = 50;

/** What was done. */
export interface Done {
  subscriptions: number;
  events: number;
  queries: number;
}

/** Puts the server to work until the signal, and returns once all has been taken back. Rejects at the first wrong answer. */
export async function load(victim: Victim, done: Done, signal: AbortSignal): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'procql-'));
  const log = openSync(join(directory, 'log'), 'a');
  const churn = fork(fileURLToPath(new URL('churn-child.ts', import.meta.url)));
  const failed = new AbortController();
  const over = AbortSignal.any([signal, failed.signal]);
  const guarded = (work: Promise<void>) =>
    work.catch((error: unknown) => {
      failed.abort();
      throw error;
    });
  try {
    const work = [
      ...Array.from({ length: subscriberCount }, (_, n) => subscriber(victim, n, log, done, over)),
      ...Array.from({ length: askerCount }, () => asker(victim, done, over)),
      writer(log, over),
    ];
    const ends = await Promise.allSettled(work.map(guarded));
    const failure = ends.find((end) => end.status === 'rejected');
    if (failure) throw failure.reason;
  } finally {
    const exit = once(churn, 'exit');
    churn.disconnect();
    await exit;
    closeSync(log);
    rmSync(directory, { recursive: true });
  }
}

const subscriptions: readonly ((log: number) => string)[] = [
  () => 'processTable(intervalMs: 1000) { rows { id pid name cpu { usage } } left }',
  () => `processStat(pid: ${process.pid}, intervalMs: 500) { totalPercent readBytes }`,
  () => 'systemStat(intervalMs: 500) { cpu { busyPercent } }',
  () => 'processEvents { events { kind pid name } missedEvents }',
  (log) => `fdLines(pid: ${process.pid}, fd: ${log}, last: 3) { lines { text } event }`,
];

/** Comes, stays for a few events, and goes: every second time without a word. */
async function subscriber({ url }: Victim, number: number, log: number, done: Done, over: AbortSignal): Promise<void> {
  for (let visit = number; !over.aborted; visit++) {
    const client = createClient({ url: url.replace('http', 'ws'), webSocketImpl: WebSocket, retryAttempts: 0 });
    const selection = subscriptions[visit % subscriptions.length]?.(log);
    const events = client.iterate({ query: `subscription { ${selection} }` });
    const leave = () => void events.return?.();
    over.addEventListener('abort', leave);
    done.subscriptions++;
    for (let count = visit % 7; count >= 0 && !over.aborted; count--) {
      const { value } = await events.next();
      if (value?.errors) throw new Error(`${selection}: ${JSON.stringify(value.errors)}`);
      done.events++;
    }
    over.removeEventListener('abort', leave);
    if (visit % 2 || over.aborted) await client.dispose();
    else client.terminate();
  }
}

async function asker(victim: Victim, done: Done, over: AbortSignal): Promise<void> {
  const query = `{ processes(first: 100) { nodes { pid name } } process(pid: ${process.pid}) { pid parent { pid } } }`;
  while (!over.aborted) {
    const { data } = await victim.ask(query);
    const { process: own } = data as { process: { pid: number } | null }; // asked for
    if (own?.pid !== process.pid) throw new Error(`a wrong answer: ${JSON.stringify(data)}`);
    done.queries++;
    await sleep(askMs);
  }
}

async function writer(log: number, over: AbortSignal): Promise<void> {
  for (let number = 0; !over.aborted; number++) {
    writeSync(log, `line ${number}\n`);
    await sleep(lineMs);
  }
}
