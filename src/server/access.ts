import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { hostname } from 'node:os';

/**
 * Why a request is turned away before anything else is looked at, or nothing.
 * A page of another site must not read this machine: neither by a WebSocket, which no browser's policy holds back, nor
 * by a name of its own that it lets point here (DNS rebinding). So Host is an address or a name of this server, and
 * Origin, where there is one, is this server too, or one of `corsOrigins`. Where there is none, a browser still says
 * whether a page of another site wants it: such a page may only lead here, and be left.
 */
export function turnedAway(
  request: IncomingMessage,
  ownName: string,
  corsOrigins: readonly string[],
): string | undefined {
  const { host, origin } = request.headers;
  const own = host === undefined ? null : parseUrl(`http://${host}`);
  if (host !== undefined && (own === null || !isOwn(own.hostname, ownName))) {
    return `This server is not called "${host}": use its address, or start it with --host.`;
  }
  if (origin === undefined)
    return isForOtherSite(request) ? 'Pages of other sites may not use this server.' : undefined;
  if (corsOrigins.includes(origin) || (own !== null && parseUrl(origin)?.host === own.host)) return undefined;
  return `Pages of "${origin}" may not use this server, unless it is started with --cors-origin for them.`;
}

function isOwn(name: string, ownName: string): boolean {
  if (isIP(name.replace(/^\[|\]$/g, '')) !== 0) return true;
  return ['localhost', hostname(), ownName].some((own) => own.toLowerCase() === name);
}

/** What a browser tells of itself: https://www.w3.org/TR/fetch-metadata. Other clients tell nothing. */
function isForOtherSite({ method, headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site'] ?? 'none';
  const isVisit = headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
  return site !== 'none' && site !== 'same-origin' && !(isVisit && (method === 'GET' || method === 'HEAD'));
}

function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}
