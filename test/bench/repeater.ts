import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A program that does its work once for each line that it reads, and prints a number when it is done. */
export interface Repeater extends AsyncDisposable {
  /** What it printed. */
  again: () => Promise<number>;
}

/** Starts a script beside this file, and has it work once. */
export async function repeater(interpreter: string, script: string): Promise<Repeater> {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(interpreter, [path], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface(child.stdout);
  const gone = Promise.withResolvers<never>();
  gone.promise.catch(() => {});
  child.once('exit', (status) => gone.reject(new Error(`${script} ended with status ${status}`)));
  const again = async () => {
    const line = once(lines, 'line');
    child.stdin.write('\n');
    const [printed] = await Promise.race([line, gone.promise]);
    return Number(printed);
  };
  await again();
  return {
    again,
    [Symbol.asyncDispose]: async () => {
      const exit = once(child, 'exit');
      child.stdin.end();
      await exit;
    },
  };
}
