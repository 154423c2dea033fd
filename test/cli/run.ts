import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';

/** The program as it stands in `src`. */
export const source = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

interface Circumstances {
  /** Who runs it, if not who runs the tests. */
  uid?: number | undefined;
  /** Added to that of the tests. */
  env?: Readonly<Record<string, string>>;
  /** The program, if not as it stands in `src`. */
  main?: string;
}

/** The real command, started. It is killed after the tests, should it still run. */
export class Running {
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #reader: Interface;
  readonly #lines: AsyncIterator<string>;
  readonly #stderr: Promise<string>;
  readonly #exit: Promise<unknown[]>;

  constructor(args: readonly string[], { uid, env, main = source }: Circumstances = {}) {
    const user = uid === undefined ? {} : { uid };
    const state = mkdtempSync(join(tmpdir(), 'procql-')); // it keeps its token there
    if (uid !== undefined) chownSync(state, uid, -1);
    this.#child = spawn(process.execPath, [main, ...args], {
      ...user,
      env: { ...process.env, XDG_STATE_HOME: state, ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    after(() => rmSync(state, { recursive: true }));
    this.#reader = createInterface({ input: this.#child.stdout });
    this.#lines = this.#reader[Symbol.asyncIterator]();
    this.#stderr = text(this.#child.stderr);
    this.#exit = once(this.#child, 'close');
    this.#child.stdin.on('error', () => {}); // it need not read what it is given
    after(() => this.#child.kill('SIGKILL'));
  }

  /** The next line of stdout. */
  async line(): Promise<string> {
    const { done, value } = await this.#lines.next();
    if (done) throw new Error(`no more lines: ${await this.#stderr}`);
    return value;
  }

  write(stdin: string): void {
    this.#child.stdin.end(stdin);
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Stops reading its stdout, as head does. */
  hangUp(): void {
    this.#reader.close();
    this.#child.stdout.destroy();
  }

  /** Once it has exited: its status, and what it wrote since the last line. */
  async end(): Promise<{ status: unknown; stdout: string; stderr: string }> {
    const lines: string[] = [];
    for (let next = await this.#lines.next(); !next.done; next = await this.#lines.next()) lines.push(next.value);
    const [status] = await this.#exit;
    return { status, stdout: lines.join('\n'), stderr: await this.#stderr };
  }
}

/** The real command, from its start to its exit. */
export function run(args: readonly string[], stdin = ''): ReturnType<Running['end']> {
  const running = new Running(args);
  running.write(stdin);
  return running.end();
}
