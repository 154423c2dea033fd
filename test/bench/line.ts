import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Comparison, installed, percentile, type Row } from './comparison.ts';
import { serving } from './serving.ts';
import { watching } from './watching.ts';

const lineCount = 1000;
const intervalMs = 4;

const what = (share: string) => `from the write of a line to its arrival at a client, ${share}`;
const peer = 'tail -f';
const half: Row = { what: what('median'), unit: 'ms', peer, atMost: { amount: 5 } };
const most: Row = { what: what('99th percentile'), unit: 'ms', peer, atMost: { amount: 20 } };

/** Lines that are written a few milliseconds apart, to a file that both follow at the same time. */
export const line: Comparison = {
  name: 'line',
  warmUps: 1,
  countedRuns: 5,
  async *runs(progress) {
    const directory = mkdtempSync(join(tmpdir(), 'procql-'));
    const path = join(directory, 'log');
    const log = openSync(path, 'a');
    writeSync(log, 'first\n');
    await using server = await serving();
    const own = new Arrivals();
    const peers = installed('tail') ? new Arrivals() : null;
    const query = `subscription { fdLines(pid: ${process.pid}, fd: ${log}, last: 1) { lines { text } } }`;
    await using _client = await watching(server.url, query, (data) => {
      const { lines } = (data as { fdLines: { lines: { text: string }[] } }).fdLines; // what the query asks for
      for (const { text } of lines) own.take(text);
    });
    const tail = peers && spawn('tail', ['-n', '+1', '-f', path], { stdio: ['ignore', 'pipe', 'inherit'] });
    if (tail) createInterface(tail.stdout).on('line', (text) => peers.take(text));
    try {
      for (let run = 0; ; run++) {
        progress('writing');
        const texts = Array.from({ length: lineCount }, (_, n) => `line ${run} ${n}`);
        const written = new Map<string, number>();
        const arrived = Promise.all([own, ...(peers ? [peers] : [])].map((arrivals) => arrivals.of(texts)));
        for (const text of texts) {
          written.set(text, performance.now());
          writeSync(log, `${text}\n`);
          await new Promise((resolve) => setTimeout(resolve, intervalMs));
        }
        const [procql = [], peer] = (await arrived).map((times) =>
          times.map((time, n) => time - (written.get(texts[n] ?? '') ?? Number.NaN)),
        );
        yield [
          { row: half, procql: percentile(procql, 0.5), peer: peer ? percentile(peer, 0.5) : null },
          { row: most, procql: percentile(procql, 0.99), peer: peer ? percentile(peer, 0.99) : null },
        ];
      }
    } finally {
      tail?.kill();
      closeSync(log);
      rmSync(directory, { recursive: true });
    }
  },
};

/** When lines arrive. */
class Arrivals {
  readonly #times = new Map<string, number>();
  #wanted: readonly string[] = [];
  #all = Promise.withResolvers<number[]>();

  take(text: string): void {
    this.#times.set(text, performance.now());
    if (text === this.#wanted.at(-1))
      this.#all.resolve(this.#wanted.map((text) => this.#times.get(text) ?? Number.NaN));
  }

  /** Once the last of them is there. */
  of(texts: readonly string[]): Promise<number[]> {
    this.#wanted = texts;
    this.#all = Promise.withResolvers();
    this.#times.clear();
    return this.#all.promise;
  }
}
