import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { watching } from '../bench/watching.ts';

/** What a server holds of the machine. */
interface Held {
  descriptors: number;
  threads: number;
  residentBytes: number;
}

/** Room for what the heap of a server that does the same again differs by. */
const allowedBytes = 32 << 20;

const patienceMs = 20_000;

/** The real server, in a process of its own, to which something is about to happen. */
export class Victim {
  readonly pid: number;
  readonly url: string;
  /** All that it complained of, once it has ended. */
  readonly complaints: Promise<string>;
  readonly #child: ChildProcess;

  /** Each of `preload`, beside this file, is loaded before the server. */
  static async start({ args = [], preload = [] }: { args?: string[]; preload?: string[] } = {}): Promise<Victim> {
    const path = (script: string) => fileURLToPath(new URL(script, import.meta.url));
    const loaded = ['../bench/collector.js', ...preload].flatMap((script) => ['--import', path(script)]);
    const command = ['--expose-gc', ...loaded, path('../../src/main.ts'), 'serve', '--port', '0', ...args];
    const env = { ...process.env, PROCQL_TOKEN: 'given-so-that-no-file-is-made' };
    const child = spawn(process.execPath, command, { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    assert.ok(child.stdout && child.stderr && child.pid);
    const complaints = text(child.stderr);
    const [line] = await Promise.race([once(createInterface(child.stdout), 'line'), once(child, 'exit')]);
    const [url] = /http:\S+/.exec(line) ?? [];
    if (url === undefined) throw new Error(`the server did not start: ${await complaints}`);
    return new Victim(child, child.pid, url, complaints);
  }

  private constructor(child: ChildProcess, pid: number, url: string, complaints: Promise<string>) {
    this.#child = child;
    this.pid = pid;
    this.url = url;
    this.complaints = complaints;
  }

  /** Over a connection of its own. */
  async ask(query: string): Promise<{ data: Record<string, unknown>; extensions?: unknown }> {
    const headers = { 'content-type': 'application/json', connection: 'close' };
    const response = await fetch(this.url, { method: 'POST', headers, body: JSON.stringify({ query }) });
    const { data, errors, extensions } = (await response.json()) as Awaited<ReturnType<Victim['ask']>> & {
      errors?: unknown;
    }; // GraphQL
    assert.equal(errors, undefined);
    return { data, extensions };
  }

  /** Tells what was preloaded, and returns what that answers. */
  async tell(message: string): Promise<unknown> {
    const answered = once(this.#child, 'message');
    this.#child.send(message);
    const [answer] = await answered;
    return answer;
  }

  /** Without garbage. */
  async held(): Promise<Held> {
    await this.tell('collect');
    const [, resident] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${this.pid}/status`, 'utf8')) ?? [];
    return {
      descriptors: readdirSync(`/proc/${this.pid}/fd`).length,
      threads: readdirSync(`/proc/${this.pid}/task`).length,
      residentBytes: Number(resident) * 1024,
    };
  }

  /** The next ordinary query is answered rightly, and soon no more is held than before. */
  async isWell(before: Held): Promise<void> {
    await this.#answersRightly();
    const deadline = performance.now() + patienceMs;
    for (;;) {
      const { descriptors, threads, residentBytes } = await this.held();
      const isBack =
        descriptors <= before.descriptors &&
        threads <= before.threads &&
        residentBytes <= before.residentBytes + allowedBytes;
      if (isBack) return;
      if (performance.now() > deadline) assert.deepEqual({ descriptors, threads, residentBytes }, before);
      await this.#answersRightly();
    }
  }

  async #answersRightly(): Promise<void> {
    const { data } = await this.ask(`{ process(pid: ${process.pid}) { pid name commandLine { text } } }`);
    const name = readFileSync('/proc/self/comm', 'utf8').trimEnd();
    assert.partialDeepStrictEqual(data, { process: { pid: process.pid, name } });
  }

  /** Asks for all that makes it start its threads. What it holds afterwards is what it always does. */
  async warmUp(): Promise<Held> {
    const query = '{ processes(first: 500) { nodes { pid name commandLine { text } } } }';
    for (let count = 0; count < 5; count++) await Promise.all([this.ask(query), this.ask(query), this.ask(query)]);
    const watcher = await watching(this.url, 'subscription { processTable { rows { pid } } }', () => {});
    await watcher[Symbol.asyncDispose]();
    for (let last = -1; ; ) {
      const held = await this.held();
      if (held.descriptors === last) return held;
      last = held.descriptors;
      await this.#answersRightly();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exit = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await exit;
  }
}
