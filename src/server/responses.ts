import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Refusal } from './connections.ts';
import { ofEveryAnswer } from './web-headers.ts';

/** Answers in words for people. */
export function respond(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
}

/** In the words of GraphQL, for clients that look into every answer. */
export function unauthorized(response: ServerResponse, message: string): void {
  const headers = { 'Content-Type': 'application/json; charset=utf-8', 'WWW-Authenticate': 'Bearer realm="procql"' };
  response.writeHead(401, headers);
  response.end(JSON.stringify({ errors: [{ message, extensions: { code: 'UNAUTHENTICATED' } }] }));
}

/** Where a server or a client has too much of something, for now. */
export const retrySoon = 'Retry-After: 1\r\n';

export function refuse(response: ServerResponse, { status, text }: Refusal): void {
  response.setHeaders(new Headers({ 'Retry-After': '1', Connection: 'close' }));
  respond(response, status, text);
}

const guards = Array.from(ofEveryAnswer, ([name, value]) => `${name}: ${value}\r\n`).join('');

export function refuseUpgrade(connection: Duplex, status: number, text: string, headers = ''): void {
  connection.on('error', () => connection.destroy()); // the client may have gone by now
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${guards}${headers}Connection: close\r\n\r\n`;
  connection.end(`${head}${text}\n`, () => connection.destroy());
}
