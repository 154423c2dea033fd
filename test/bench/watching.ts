import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

/** One client that watches over WebSocket: what it is told, until it is disposed of. */
export async function watching(url: string, query: string, told: (data: unknown) => void): Promise<AsyncDisposable> {
  const client = createClient({ url: url.replace('http', 'ws'), webSocketImpl: WebSocket, retryAttempts: 0 });
  const first = Promise.withResolvers<void>();
  client.subscribe(
    { query },
    {
      next: ({ data, errors }) => {
        if (errors) first.reject(new Error(JSON.stringify(errors)));
        told(data);
        first.resolve();
      },
      error: (error) => first.reject(error),
      complete: () => first.reject(new Error('the subscription has ended')),
    },
  );
  await first.promise;
  return { [Symbol.asyncDispose]: async () => client.dispose() };
}
