import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { residentBytes } from './cpu.ts';

/** A server in a process of its own, that ends when it is disposed of. */
export interface Started extends AsyncDisposable {
  pid: number;
  url: string;
}

export interface Serving extends Started {
  /** Bytes in RAM without garbage: how much of that there is depends on the moment. */
  heldBytes: () => Promise<number>;
  /** How late its event loop was since this was asked last, if that is measured: 99 % of the time so many milliseconds at most. */
  delay: () => Promise<number>;
}

/** A script that prints its address as its first line, and its arguments. */
type Command = readonly [script: string, ...args: string[]];

/** procql as it is installed, at a free port. */
export const program: Command = ['../../dist/main.cjs', 'serve', '--port', '0'];

/** Loaded into a server whose `delay` is asked for. It costs some CPU time. */
export const delayMeter = '../soak/delay.js';

/** procql, or another server, with what measures it loaded. */
export async function serving([script, ...args] = program, more: readonly string[] = []): Promise<Serving> {
  const loaded = ['collector.js', ...more].flatMap((script) => ['--import', path(script)]);
  const { child, started } = await start(['--expose-gc', ...loaded, path(script), ...args], ['ipc']);
  const tell = async (message: string) => {
    const answered = once(child, 'message');
    child.send(message);
    const [answer] = await answered;
    return answer;
  };
  return {
    ...started,
    heldBytes: async () => {
      await tell('collect');
      return residentBytes(started.pid);
    },
    delay: async () => Number(await tell('delay')),
  };
}

/** The same, with nothing but the script itself. */
export async function startedBy([script, ...args]: Command): Promise<Started> {
  const { started } = await start([path(script), ...args], []);
  return started;
}

async function start(args: string[], more: 'ipc'[]) {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, PROCQL_TOKEN: 'given-so-that-no-file-is-made' },
    stdio: ['ignore', 'pipe', 'inherit', ...more],
  });
  if (child.stdout === null) throw new Error('stdout is a pipe'); // which the types do not tell
  const [line] = await once(createInterface(child.stdout), 'line');
  const [url] = /http:\S+/.exec(line) ?? [];
  if (url === undefined || child.pid === undefined) throw new Error(`the server did not start: ${line}`);
  const started: Started = {
    pid: child.pid,
    url,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
  return { child, started };
}

function path(script: string): string {
  return fileURLToPath(new URL(script, import.meta.url));
}
