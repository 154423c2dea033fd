import { type IncomingHttpHeaders, request } from 'node:http';
import { text } from 'node:stream/consumers';

/** What a client sends: its headers as they are, those too that fetch would not send. */
export interface Sent {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

export interface Answer {
  status: number | undefined;
  headers: IncomingHttpHeaders;
  body: string;
}

/** One request, and its answer as it comes: redirects are not followed. */
export function send(url: string | URL, { method = 'GET', headers = {}, body = '' }: Sent = {}): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  request(url, { method, headers }, (response) => {
    const { statusCode: status, headers } = response;
    text(response).then((body) => resolve({ status, headers, body }), reject);
  })
    .on('error', reject)
    .end(body);
  return promise;
}
