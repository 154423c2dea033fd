import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type Comparison, installed, type Row } from './comparison.ts';
import { serving } from './serving.ts';
import { watching } from './watching.ts';

const lineCount = 1_000_000;

const row: Row = {
  what: '100 MB of lines written at full speed, until a client has all, in order',
  unit: 's',
  peer: 'tail -f, read line by line',
  atMost: null,
};

/** All lines that a program writes as fast as it can, one follower after the other. Fails if one is missing. */
export const lines: Comparison = {
  name: 'lines',
  warmUps: 0,
  countedRuns: 5,
  async *runs(progress) {
    await using server = await serving();
    for (;;) {
      progress('procql');
      const procql = await written(async ({ pid, log }, take) => {
        const query = `subscription { fdLines(pid: ${pid}, fd: ${log}, last: 1) { lines { text } event droppedBytes } }`;
        return watching(server.url, query, (data) => {
          const { lines } = (data as { fdLines: { lines: { text: string }[] } }).fdLines; // what the query asks for
          for (const { text } of lines) take(text);
        });
      });
      progress('tail');
      yield [{ row, procql, peer: installed('tail') ? await written(byTail) : null }];
    }
  },
};

const byTail: Follow = async ({ path }, take) => {
  const tail = spawn('tail', ['-n', '+1', '-f', path], { stdio: ['ignore', 'pipe', 'inherit'] });
  createInterface(tail.stdout).on('line', take);
  await once(tail, 'spawn');
  return { [Symbol.asyncDispose]: async () => void tail.kill() };
};

interface Written {
  path: string;
  /** Who writes to it, under which descriptor. */
  pid: number;
  log: number;
}

type Follow = (file: Written, take: (text: string) => void) => Promise<AsyncDisposable>;

/** Seconds until a follower has all that is written from then on. */
async function written(follow: Follow): Promise<number> {
  const directory = mkdtempSync(join(tmpdir(), 'procql-'));
  const path = join(directory, 'log');
  writeFileSync(path, 'first\n');
  const writer = fork(fileURLToPath(new URL('writer-child.ts', import.meta.url)), [path]);
  try {
    const [log] = await once(writer, 'message');
    const all = Promise.withResolvers<void>();
    let next = 0;
    await using _follower = await follow({ path, pid: writer.pid ?? 0, log }, (text) => {
      if (text === 'first') return;
      const number = Number.parseInt(text, 10);
      if (number !== next) all.reject(new Error(`line ${next} is missing: ${number} came`));
      if (++next === lineCount) all.resolve();
    });
    const start = performance.now();
    writer.send('write');
    await all.promise;
    return (performance.now() - start) / 1000;
  } finally {
    writer.kill();
    rmSync(directory, { recursive: true });
  }
}
