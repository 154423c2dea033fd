import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';

/** One client over HTTP, whose connection is kept. */
export class Client implements Disposable {
  readonly #url: string;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(url: string) {
    this.#url = url;
  }

  /** The answer's text, as it comes. */
  async post(query: string): Promise<string> {
    const headers = { 'content-type': 'application/json' };
    const posted = request(this.#url, { method: 'POST', agent: this.#agent, headers });
    posted.end(JSON.stringify({ query }));
    const [response] = await once(posted, 'response');
    return text(response);
  }

  /** Throws if there are errors. */
  async ask(query: string): Promise<unknown> {
    const { data, errors } = JSON.parse(await this.post(query));
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  }

  [Symbol.dispose](): void {
    this.#agent.destroy();
  }
}

/** How long a piece of work took. */
export async function timed<T>(work: () => Promise<T> | T): Promise<[result: T, ms: number]> {
  const start = performance.now();
  const result = await work();
  return [result, performance.now() - start];
}
