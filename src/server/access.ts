import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { hostname } from 'node:os';

/**
 * Why a request is turned away before anything else is looked at, or nothing.
 * A page of another site must not read this machine: neither by a WebSocket, which no browser's policy holds back, nor
 * by a name of its own that it lets point here (DNS rebinding). So Host is an address or a name of this server, and
 * Origin, where there is one, is this server too.
 */
export function turnedAway({ headers }: IncomingMessage, ownName: string): string | undefined {
  const { host, origin } = headers;
  if (host === undefined) return undefined;
  const target = parseUrl(`http://${host}`);
  if (target === null || !isOwn(target.hostname, ownName)) {
    return `This server is not called "${host}": use its address, or start it with --host.`;
  }
  if (origin !== undefined && parseUrl(origin)?.host !== target.host) {
    return `Pages of "${origin}" may not use this server.`;
  }
  return undefined;
}

function isOwn(name: string, ownName: string): boolean {
  return isIP(name.replace(/^\[|\]$/g, '')) !== 0 || ['localhost', hostname(), ownName].includes(name);
}

function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}
