import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface Serving extends AsyncDisposable {
  pid: number;
  url: string;
  /** Has it give back all memory that it does not need, and returns once it has. */
  collectGarbage: () => Promise<void>;
  /** How late its event loop was since this was asked last: 99 % of the time not later than so many milliseconds. */
  delay: () => Promise<number>;
}

/** procql in a process of its own, as it is installed: at a free port, ended when disposed of. */
export function serving(): Promise<Serving> {
  return servingBy('../../dist/main.js', 'serve', '--port', '0');
}

/** The same of any script that prints its address as its first line. */
export async function servingBy(script: string, ...args: string[]): Promise<Serving> {
  const path = (script: string) => fileURLToPath(new URL(script, import.meta.url));
  const loaded = ['collector.js', '../soak/delay.js'].flatMap((script) => ['--import', path(script)]);
  const child = spawn(process.execPath, ['--expose-gc', ...loaded, path(script), ...args], {
    env: { ...process.env, PROCQL_TOKEN: 'given-so-that-no-file-is-made' },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  if (child.stdout === null) throw new Error('stdout is a pipe'); // which the types do not tell
  const [line] = await once(createInterface(child.stdout), 'line');
  const [url] = /http:\S+/.exec(line) ?? [];
  if (url === undefined || child.pid === undefined) throw new Error(`the server did not start: ${line}`);
  const tell = async (message: string) => {
    const answered = once(child, 'message');
    child.send(message);
    const [answer] = await answered;
    return answer;
  };
  return {
    pid: child.pid,
    url,
    collectGarbage: () => tell('collect'),
    delay: async () => Number(await tell('delay')),
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}
