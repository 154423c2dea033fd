import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import { type AddressInfo, isIPv6 } from 'node:net';
import type { Duplex } from 'node:stream';
import { turnedAway } from './access.ts';
import { Engine, type EngineOptions } from './engine.ts';
import { Graphiql } from './graphiql.ts';
import { graphqlOverHttp } from './http.ts';
import { WebSockets } from './websockets.ts';

const path = '/graphql';

/** How long clients are given to take what they are still owed when the server ends. */
const graceMs = 1000;

export interface ServerOptions extends EngineOptions {
  /** Address or name to listen on. Requests that call the server by another name are turned away. */
  host: string;
  /** 0 for any that is free. */
  port: number;
}

export interface Server {
  /** Where GraphQL is served, and GraphiQL. */
  url: string;
  /** Completes subscriptions, closes sockets, and returns within about a second. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** Listens for GraphQL over HTTP and WebSocket. Rejects if it cannot listen there. */
export async function start({ host, port, ...options }: ServerOptions): Promise<Server> {
  const engine = new Engine(options);
  const graphiql = new Graphiql();
  const graphql = graphqlOverHttp(engine, path);
  const webSockets = new WebSockets(engine);
  const answering = new Set<ServerResponse>();

  const server = createServer((request, response) => {
    answering.add(response);
    response.once('close', () => answering.delete(response));
    const reason = turnedAway(request, host);
    if (reason !== undefined) return respond(response, 403, reason);
    if (pathOf(request) === '/') return response.writeHead(302, { Location: path }).end();
    if (pathOf(request) !== path) return respond(response, 404, `GraphQL is served at ${path}.`);
    if (!graphiql.isWantedBy(request)) return graphql(request, response);
    graphiql.respond(request, response).catch((fault) => respond(response, 500, engine.masked(fault).message));
  });

  server.on('upgrade', (request, connection, head) => {
    const reason = turnedAway(request, host);
    if (reason !== undefined) return refuseUpgrade(connection, 403, reason);
    if (pathOf(request) !== path) return refuseUpgrade(connection, 404, `GraphQL is served at ${path}.`);
    webSockets.accept(request, connection, head);
  });

  server.listen(port, host);
  await once(server, 'listening');

  const settle = async () => {
    engine.end();
    await Promise.allSettled([webSockets.close(), ...[...answering].map((response) => once(response, 'close'))]);
  };

  return {
    url: urlOf(server.address() as AddressInfo), // it listens on a port, not on a pipe
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      const grace = Promise.withResolvers<void>();
      const timer = setTimeout(grace.resolve, graceMs);
      await Promise.race([settle(), grace.promise]);
      clearTimeout(timer);
      webSockets.terminate();
      server.closeAllConnections();
      await closed;
    },
  };
}

function pathOf({ url = '' }: IncomingMessage): string {
  return url.split('?', 1)[0] ?? '';
}

function urlOf({ address, port }: AddressInfo): string {
  return `http://${isIPv6(address) ? `[${address}]` : address}:${port}${path}`;
}

function respond(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
}

function refuseUpgrade(connection: Duplex, status: number, text: string): void {
  connection.on('error', () => connection.destroy()); // the client may have gone by now
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\n\r\n`;
  connection.end(`${head}${text}\n`, () => connection.destroy());
}
