import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname } from 'node:path';
import { pipeline } from 'node:stream/promises';
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

/** Bytes of a body that are given to a connection at a time: over TLS it copies them. */
const pieceBytes = 65_536;

/** GraphiQL, for browsers. Made at the first request for it. */
export class Graphiql {
  #page: Promise<Page> | undefined;
  /** The text as it is, there as long as anybody is being sent it. */
  #plain: Promise<Uint8Array> | undefined;
  #plainReaders = 0;

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
    response.setHeaders(
      new Headers({ 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy(page) }),
    );
    if (coding === undefined) return this.#respondPlain(page, response);
    response.setHeader('Content-Encoding', coding);
    await send(page.bodies[coding], response);
  }

  async #respondPlain({ bodies }: Page, response: ServerResponse): Promise<void> {
    this.#plainReaders++;
    try {
      this.#plain ??= promisify(gunzip)(bodies.gzip);
      await send(await this.#plain, response);
    } finally {
      if (--this.#plainReaders === 0) this.#plain = undefined;
    }
  }

  #make(): Promise<Page> {
    this.#page ??= makePage().catch((error: unknown) => {
      this.#page = undefined;
      throw error;
    });
    return this.#page;
  }
}

/** Resolves when all was sent, or the client has gone. */
async function send(body: Uint8Array, response: ServerResponse): Promise<void> {
  response.setHeader('Content-Length', body.length);
  await pipeline(piecesOf(body), response).catch(() => {}); // it has gone: nobody is there to be told
}

function* piecesOf(body: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < body.length; at += pieceBytes) yield body.subarray(at, at + pieceBytes);
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
