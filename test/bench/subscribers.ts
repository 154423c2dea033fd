import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** What has been delivered so far, to all of them together. */
export interface Counted {
  events: number;
  bytes: number;
}

export interface Subscribers extends AsyncDisposable {
  /** Waits until so many more events have been delivered. */
  delivered: (more: number) => Promise<Counted>;
}

/** Clients in a process of their own, each subscribed over a socket of its own. Each has had its first event by then. */
export async function subscribers(url: string, count: number, query: string): Promise<Subscribers> {
  const path = fileURLToPath(new URL('subscribers-child.ts', import.meta.url));
  const child = fork(path, [url, String(count), query]);
  const gone = Promise.withResolvers<never>();
  gone.promise.catch(() => {});
  child.once('exit', (status) => gone.reject(new Error(`the subscribers ended with status ${status}`)));
  const report = async (): Promise<Counted> => {
    const [counted] = await Promise.race([once(child, 'message'), gone.promise]);
    return counted;
  };
  await report();
  return {
    delivered: (more) => {
      child.send(more);
      return report();
    },
    [Symbol.asyncDispose]: async () => {
      const exit = once(child, 'exit');
      child.disconnect();
      await exit;
    },
  };
}
