import { performance } from 'node:perf_hooks';

/**
 * Runs an action again and again, `intervalMs` from one start to the next; one that takes longer is followed by the next
 * at once, but never overtaken. The first runs after one interval. The function returned stops it.
 */
export function every(intervalMs: number, action: () => Promise<void>): () => void {
  let due = performance.now() + intervalMs;
  let isStopped = false;
  const run = async () => {
    await action();
    if (isStopped) return;
    const now = performance.now();
    due = Math.max(due + intervalMs, now);
    timer = setTimeout(run, due - now);
  };
  let timer = setTimeout(run, intervalMs);
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}
