import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Starts so many, says when, and ends them as soon as nobody holds the other end of its stdin: a benchmark may be killed. */
const script = `
  n=0
  while [ $n -lt $1 ]; do sleep 600 & n=$((n + 1)); done
  echo
  read -r _
  trap '' TERM
  kill 0
  wait`;

/** Processes that do nothing, started and ended here: a machine with so many more to list. */
export async function sleepers(count: number): Promise<AsyncDisposable> {
  const shell = spawn('sh', ['-c', script, 'sh', `${count}`], { stdio: ['pipe', 'pipe', 'inherit'], detached: true });
  await once(shell.stdout, 'data');
  return {
    [Symbol.asyncDispose]: async () => {
      const ended = once(shell, 'exit');
      shell.stdin.end();
      await ended;
    },
  };
}
