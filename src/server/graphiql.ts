import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname } from 'node:path';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { gunzip } from 'node:zlib';

/** The page of GraphiQL, made once. */
export interface Page {
  etag: string;
  /** Of its only script, as a content security policy wants it. */
  scriptHash: string;
  bodies: { br: Uint8Array; gzip: Uint8Array };
}

/** GraphiQL, for browsers. Made at the first request for it. */
export class Graphiql {
  #page: Promise<Page> | undefined;

  /** Whether a request is a browser's, for a page to look at. */
  isWantedBy({ method, headers }: IncomingMessage): boolean {
    return (method === 'GET' || method === 'HEAD') && (headers.accept ?? '').includes('text/html');
  }

  async respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const page = await this.#make();
    response.setHeaders(new Headers({ ETag: page.etag, 'Cache-Control': 'no-cache' }));
    response.appendHeader('Vary', 'Accept, Accept-Encoding');
    if (request.headers['if-none-match'] === page.etag) {
      response.writeHead(304).end();
      return;
    }
    const coding = codings.find((coding) => accepts(request, coding));
    const body = coding ? page.bodies[coding] : await promisify(gunzip)(page.bodies.gzip);
    if (coding) response.setHeader('Content-Encoding', coding);
    response.writeHead(200, {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Length': body.length,
      'Content-Security-Policy': policy(page),
    });
    response.end(body);
  }

  #make(): Promise<Page> {
    this.#page ??= makePage().catch((error: unknown) => {
      this.#page = undefined;
      throw error;
    });
    return this.#page;
  }
}

const codings = ['br', 'gzip'] as const;

function accepts({ headers }: IncomingMessage, coding: string): boolean {
  const entries = String(headers['accept-encoding'] ?? '').split(',');
  return entries.some((entry) => new RegExp(`^\\s*${coding}\\s*(;\\s*q=(?!0(\\.0*)?\\s*$).*)?$`, 'i').test(entry));
}

/** The page talks to this server and to nothing else, and is shown in no other page. */
function policy({ scriptHash }: Page): string {
  return [
    "default-src 'none'",
    `script-src '${scriptHash}'`,
    'worker-src blob:',
    "style-src 'unsafe-inline'",
    'font-src data:',
    'img-src data:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

async function makePage(): Promise<Page> {
  // `.ts` as it stands while developing, `.js` when published.
  const thread = new Worker(new URL(`graphiql-thread${extname(import.meta.url)}`, import.meta.url));
  const [page] = await once(thread, 'message');
  return page;
}
