import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Processes that do nothing, started and ended here: a machine with so many more to list. */
export async function sleepers(count: number): Promise<AsyncDisposable> {
  const children = Array.from({ length: count }, () => spawn('sleep', ['600'], { stdio: 'ignore' }));
  await Promise.all(children.map((child) => once(child, 'spawn')));
  return {
    [Symbol.asyncDispose]: async () => {
      const ends = children.map((child) => once(child, 'exit'));
      for (const child of children) child.kill('SIGKILL');
      await Promise.all(ends);
    },
  };
}
