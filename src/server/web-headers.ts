import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * What browsers are told of every answer: it is what it says it is, is kept nowhere, runs nothing, is shown in no other
 * page, is no part of one, and no other site hears of its address. The page of GraphiQL has a policy of its own.
 */
export const ofEveryAnswer = new Headers({
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
});

/** How long a browser need not ask again whether a page of another origin may send what it wants to: seconds. */
const preflightSeconds = 600;

/** Sets what browsers must know of any answer. Pages of `corsOrigins` may read it, those of no other origin. */
export function setWebHeaders(
  request: IncomingMessage,
  response: ServerResponse,
  corsOrigins: readonly string[],
): void {
  const { origin } = request.headers;
  response.setHeaders(ofEveryAnswer);
  if (corsOrigins.length > 0) response.setHeader('Vary', 'Origin');
  if (origin !== undefined && corsOrigins.includes(origin)) response.setHeader('Access-Control-Allow-Origin', origin);
}

/** Answers what a browser asks before it sends what a page of another origin wants to. */
export function answerOptions({ headers }: IncomingMessage, response: ServerResponse): void {
  if (response.hasHeader('Access-Control-Allow-Origin')) {
    response.setHeader('Access-Control-Allow-Methods', 'GET, POST');
    response.setHeader('Access-Control-Allow-Headers', headers['access-control-request-headers'] ?? 'Content-Type');
    response.setHeader('Access-Control-Max-Age', preflightSeconds);
  }
  response.writeHead(204, { Allow: 'GET, HEAD, POST, OPTIONS' }).end();
}
