import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, openSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/**
 * A file system of one file, `log`, whose contents come from a process behind it: the kernel does not see what that adds,
 * as it does not see what other machines write to a network file system.
 */
export class Fuse {
  readonly log: string;
  readonly #directory: string;
  readonly #server: ChildProcess;
  readonly #answers: AsyncIterator<string>;

  /** In an empty directory. Where this user may not, the reason, in words. */
  static async mount(directory: string): Promise<Fuse | string> {
    let device: number;
    try {
      device = openSync('/dev/fuse', constants.O_RDWR);
    } catch (error) {
      return `no /dev/fuse: ${error}`;
    }
    const server = spawn(process.execPath, [fileURLToPath(new URL('fuse-server.ts', import.meta.url))], {
      stdio: ['pipe', 'pipe', 'inherit', device],
    });
    const options = `fd=3,rootmode=40000,user_id=${process.getuid?.()},group_id=${process.getgid?.()},allow_other`;
    const { status, stderr } = spawnSync('mount', ['-i', '-t', 'fuse', '-o', options, 'procql-test', directory], {
      stdio: ['ignore', 'ignore', 'pipe', device],
      encoding: 'utf8',
    });
    closeSync(device);
    const fuse = new Fuse(directory, server);
    if (status === 0) return fuse;
    server.kill('SIGKILL');
    return `no FUSE to be mounted: ${stderr}`;
  }

  private constructor(directory: string, server: ChildProcess) {
    if (server.stdout === null) throw new Error('the server has no output');
    this.log = `${directory}/log`;
    this.#directory = directory;
    this.#server = server;
    this.#answers = createInterface({ input: server.stdout })[Symbol.asyncIterator]();
  }

  /** Adds to the file, behind the kernel's back. */
  async append(text: string): Promise<void> {
    this.#server.stdin?.write(`${JSON.stringify(text)}\n`);
    await this.#answers.next();
  }

  /** From now on whoever reads the file waits. */
  hang(): void {
    this.#server.kill('SIGSTOP');
  }

  recover(): void {
    this.#server.kill('SIGCONT');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const exit = once(this.#server, 'exit');
    this.#server.kill('SIGKILL');
    await exit;
    spawnSync('umount', ['-l', this.#directory]);
  }
}
