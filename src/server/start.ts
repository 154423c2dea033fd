import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, isIPv6 } from 'node:net';
import { turnedAway } from './access.ts';
import { Admission, type Auth } from './admission.ts';
import { Connections, toldAtMost } from './connections.ts';
import { Engine, type EngineOptions } from './engine.ts';
import { Graphiql } from './graphiql.ts';
import { graphqlOverHttp, stalledMs } from './http.ts';
import { refuse, refuseUpgrade, respond, retrySoon, unauthorized } from './responses.ts';
import { listenOn, type UnixSocket } from './unix-socket.ts';
import { answerOptions, setWebHeaders } from './web-headers.ts';
import { WebSockets } from './websockets.ts';

const path = '/graphql';

/** How long clients are given to take what they are still owed when the server ends. */
const graceMs = 1000;

export interface ServerOptions extends EngineOptions {
  /** Address or name to listen on. Requests that call the server by another name are turned away. */
  host: string;
  /** 0 for any that is free. */
  port: number;
  /** A Unix socket to listen on instead. Whoever may open its file may ask. */
  unix?: UnixSocket | undefined;
  /** Certificate and key, in PEM. */
  tls?: { cert: string; key: string } | undefined;
  /** The user of the server and root, unless it is said otherwise. */
  auth?: Auth;
  token?: string | null;
  /** Whose pages may use the server beside its own, as browsers send them in Origin: exactly these. */
  corsOrigins?: readonly string[];
}

export interface Server {
  /** Where GraphQL is served, and GraphiQL. */
  url: string;
  /** Completes subscriptions, closes sockets, and returns within about a second. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** Listens for GraphQL over HTTP and WebSocket. Rejects if it cannot listen there. */
export async function start({
  host,
  port,
  unix,
  tls,
  auth = 'user',
  token = null,
  corsOrigins = [],
  ...options
}: ServerOptions): Promise<Server> {
  const engine = new Engine(options);
  const graphiql = new Graphiql();
  const graphql = graphqlOverHttp(engine, path);
  const connections = new Connections(engine.limits);
  const admission = new Admission({
    proc: options.machine.proc,
    auth: unix && auth === 'user' ? 'none' : auth,
    token,
    identified: (socket, uid) => connections.belongs(socket, uid),
  });
  const webSockets = new WebSockets(engine, async (request, authorization) => {
    const refusal = (await admission.refusal(request, authorization)) ?? connections.refusal(request.socket)?.text;
    if (refusal === undefined) connections.letIn(request.socket);
    return refusal;
  });
  const answering = new Set<ServerResponse>();

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const refusal = await admission.refusal(request);
    if (refusal !== undefined) return unauthorized(response, refusal);
    const tooMany = connections.refusal(request.socket);
    if (tooMany !== undefined) return refuse(response, tooMany);
    connections.letIn(request.socket);
    await graphql(request, response);
  };

  const listener = (request: IncomingMessage, response: ServerResponse) => {
    answering.add(response);
    response.once('close', () => answering.delete(response));
    setWebHeaders(request, response, corsOrigins);
    const refusal = connections.refusal(request.socket);
    if (refusal !== undefined) return refuse(response, refusal);
    const reason = turnedAway(request, host, corsOrigins);
    if (reason !== undefined) return respond(response, 403, reason);
    if (pathOf(request) === '/') return response.writeHead(302, { Location: path }).end();
    if (pathOf(request) !== path) return respond(response, 404, `GraphQL is served at ${path}.`);
    if (request.method === 'OPTIONS') return answerOptions(request, response);
    const answered = graphiql.isWantedBy(request) ? graphiql.respond(request, response) : answer(request, response);
    answered.catch((fault) => respond(response, 500, engine.presentation.masked(fault).message));
  };
  const server = tls ? createSecureServer(tls, listener) : createServer(listener);

  server.on('upgrade', (request, connection, head) => {
    const refusal = connections.refusal(request.socket);
    if (refusal !== undefined) return refuseUpgrade(connection, refusal.status, refusal.text, retrySoon);
    const reason = turnedAway(request, host, corsOrigins);
    if (reason !== undefined) return refuseUpgrade(connection, 403, reason);
    if (pathOf(request) !== path) return refuseUpgrade(connection, 404, `GraphQL is served at ${path}.`);
    webSockets.accept(request, connection, head);
  });

  server.maxHeadersCount = 0; // none is left out, such as the one that says it came by a proxy: their bytes are limited
  // Nothing passes while a query runs. Then the client is to read: if it does not, node sees that after twice the time.
  server.timeout = engine.limits.queryMs + stalledMs;
  server.maxConnections = engine.limits.connections + toldAtMost;
  server.on(tls ? 'secureConnection' : 'connection', (connection) => connections.opened(connection));
  if (unix) await listenOn(server, unix);
  else await once(server.listen(port, host), 'listening');

  const settle = async () => {
    engine.end();
    await Promise.allSettled([webSockets.close(), ...[...answering].map((response) => once(response, 'close'))]);
  };

  return {
    url: unix ? `unix:${unix.path}` : urlOf(server.address() as AddressInfo, tls ? 'https' : 'http'), // it listens on a port
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

function urlOf({ address, port }: AddressInfo, scheme: string): string {
  return `${scheme}://${isIPv6(address) ? `[${address}]` : address}:${port}${path}`;
}
