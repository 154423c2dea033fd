import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

/** A shell that does what a test tells it to, when it tells it to: a process whose every write is known. */
export class Shell {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #answers: AsyncIterator<string>;

  constructor(command = 'sh') {
    this.#child = spawn(command, { detached: true, stdio: ['pipe', 'pipe', 'inherit'] });
    this.#answers = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  get pid(): number {
    if (this.#child.pid === undefined) throw new Error('the shell did not start');
    return this.#child.pid;
  }

  /** Returns what the command printed, once it is done. */
  async run(command: string): Promise<string> {
    this.#child.stdin.write(`${command}\necho done.\n`);
    const lines: string[] = [];
    for (;;) {
      const { done, value } = await this.#answers.next();
      if (done || value === 'done.') return lines.join('\n');
      lines.push(value);
    }
  }

  /** Does not wait: for what ends the shell, or replaces it. */
  start(command: string): void {
    this.#child.stdin.write(`${command}\n`);
  }

  /** Ends it and all that it started, and returns once it is gone. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exit = once(this.#child, 'exit');
    process.kill(-this.pid, 'SIGKILL'); // detached: its process group
    await exit;
  }
}
