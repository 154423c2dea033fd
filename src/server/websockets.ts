import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { CloseCode, handleProtocols, makeServer, type Server } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { callerOf } from './caller.ts';
import { closeReason } from './close-reason.ts';
import type { Call, Engine } from './engine.ts';
import { Feed } from './feed.ts';
import { KeepAlive } from './keep-alive.ts';
import { named, refusal } from './limits.ts';
import { received } from './message.ts';
import { MessageRate } from './message-rate.ts';
import { Operations, type Take } from './operations.ts';
import { RunningQueries, type RunningQuery } from './running-queries.ts';
import { SharedSubscription } from './shared-subscription.ts';
import { Wire } from './wire.ts';

/** Who has opened a WebSocket. */
interface Opened {
  wire: Wire;
  client: Socket;
  /** Until it has greeted: its headers need not be kept. */
  request: IncomingMessage | undefined;
  /** There once it has asked for something that is answered once. */
  queries?: RunningQueries;
}

/** The close code of a client that does not keep to what it may do: RFC 6455, section 7.4.1. */
const policyViolation = 1008;

/** Why whoever has opened a WebSocket by this request, and greets with this authorization, is not served. */
type RefusalOf = (request: IncomingMessage, authorization: string | undefined) => Promise<string | undefined>;

/** Who is to be sent the events of a subscription, and under which id. */
interface Client {
  wire: Wire;
  id: string;
}

type SubscriptionCall = Call & { client: Client };
type QueryCall = Call & { query: RunningQuery };

/** GraphQL over WebSocket, in the protocol graphql-transport-ws. */
export class WebSockets {
  readonly #engine: Engine;
  readonly #protocol: Server<Opened>;
  readonly #keepAlive: KeepAlive;
  readonly #running = new Set<Promise<void>>();
  readonly #server: WebSocketServer;
  readonly #tooFast: string;

  constructor(engine: Engine, refusalOf: RefusalOf) {
    this.#engine = engine;
    const { limits } = engine;
    this.#keepAlive = new KeepAlive(limits.keepAliveTimeoutMs);
    this.#tooFast = `Too many messages; the limit is ${named(limits, 'messagesPerSecond', 'a second')}`;
    this.#server = new WebSocketServer({
      noServer: true,
      handleProtocols,
      maxPayload: limits.messageBytes,
      perMessageDeflate: false, // 50 µs a message and 280 KB a connection
    });
    this.#protocol = makeServer({
      onConnect: async ({ connectionParams, extra }) => {
        const { wire, request } = extra;
        if (request === undefined) return false; // it has greeted before
        extra.request = undefined;
        const reason = await refusalOf(request, authorization(connectionParams));
        if (reason !== undefined) wire.socket.close(CloseCode.Forbidden, closeReason(reason));
        return reason === undefined;
      },
      connectionInitWaitTimeout: limits.initTimeoutMs,
      // Whatever is thrown here would close the socket, and every other subscription on it.
      onSubscribe: ({ extra, subscriptions }, id, params) => {
        if (Object.keys(subscriptions).length > limits.subscriptions) {
          const allowed = named(limits, 'subscriptions', 'operations under way over a WebSocket');
          return [refusal('TOO_MANY_SUBSCRIPTIONS', 'This is one operation too many', allowed)];
        }
        const prepared = engine.prepare(params, callerOf(extra.client));
        if (!('call' in prepared)) return prepared;
        // The protocol keeps what it was sent as long as a subscription lasts: the text of the document is here anyway.
        Object.assign(params, { query: prepared.call.document.loc?.source.body });
        if (prepared.isSubscription) return Object.assign(prepared.call, { client: { wire: extra.wire, id } });
        extra.queries ??= new RunningQueries(extra.wire.socket);
        return Object.assign(prepared.call, { query: extra.queries.begin(id) });
      },
      execute: (args) => {
        const { query, ...call } = args as QueryCall; // what was returned above
        return engine.execute(call, query.unwanted).finally(query.end);
      },
      subscribe: async (args) => {
        const { client, ...call } = args as SubscriptionCall; // the same
        const subscription = await engine.subscribe(call);
        if (!(subscription instanceof SharedSubscription)) return subscription;
        return new Feed(subscription, client.wire, client.id);
      },
    });
  }

  /** Takes over the connection of an HTTP request that asks for an upgrade. */
  accept(request: IncomingMessage, connection: Duplex, head: Buffer): void {
    this.#server.handleUpgrade(request, connection, head, (socket) =>
      this.#serve({ wire: new Wire(socket, connection), client: request.socket, request }),
    );
  }

  /** Lets running operations send what they have, and closes all sockets. */
  async close(): Promise<void> {
    this.#keepAlive.end();
    this.#server.close();
    await Promise.all(this.#running);
    const closed = [...this.#server.clients].map((socket) => new Promise((resolve) => socket.once('close', resolve)));
    for (const socket of this.#server.clients) socket.close(1001, 'Going away');
    await Promise.all(closed);
  }

  /** Drops all sockets that are left. */
  terminate(): void {
    for (const socket of this.#server.clients) socket.terminate();
  }

  #serve(opened: Opened): void {
    const { wire } = opened;
    const { socket } = wire;
    const { limits } = this.#engine;
    const rate = new MessageRate(limits.messagesPerSecond);
    const closed = this.#protocol.opened(
      {
        protocol: socket.protocol,
        // Waiting for the socket to take a result is what keeps the results of a slow reader from piling up.
        send: (text) => new Promise((resolve) => socket.send(text, () => resolve())),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (protocol) => {
          const take = protocol as unknown as Take; // it parses texts alone: what is parsed already it takes as it is
          const completed = (id: string) => opened.queries?.complete(id);
          const taking = { take, completed, operations: new Operations(socket, take) };
          socket.on('message', (data, isBinary) => {
            if (socket.readyState !== socket.OPEN) return; // what follows a violation is not looked at
            if (!rate.take()) socket.close(policyViolation, this.#tooFast);
            else if (isBinary) socket.close(CloseCode.BadRequest, 'Messages are text, not binary');
            else this.#run(socket, received(socket, String(data), taking));
          });
        },
      },
      opened,
    );
    this.#keepAlive.watch(wire);
    socket.on('error', () => {}); // ws has closed the socket by then, with the code that says why
    socket.on('close', (code, reason) => {
      this.#run(socket, Promise.resolve(closed(code, String(reason))));
    });
  }

  #run(socket: WebSocket, task: Promise<void>): void {
    const failed = (fault: unknown) => {
      const { message } = this.#engine.presentation.masked(fault);
      socket.close(CloseCode.InternalServerError, message);
    };
    const guarded = task.catch(failed).then(() => void this.#running.delete(guarded));
    this.#running.add(guarded);
  }
}

/** What a browser cannot send as a header comes in the first message. */
function authorization(params: Readonly<Record<string, unknown>> | undefined): string | undefined {
  const [, value] = Object.entries(params ?? {}).find(([name]) => name.toLowerCase() === 'authorization') ?? [];
  return typeof value === 'string' ? value : undefined;
}
