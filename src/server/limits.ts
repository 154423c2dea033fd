import { type ASTNode, GraphQLError } from 'graphql';

/** What clients may ask for at once. More is refused, by a sentence that names the limit and its flag. */
export interface Limits {
  /** Bytes of an HTTP request's body. */
  bodyBytes: number;
  /** Names, values and signs in a document. */
  tokens: number;
  /** Brackets within brackets, of any kind. */
  brackets: number;
  /** Fields below fields. Introspection is exempt. */
  depth: number;
  /** Fields of an operation, those of a fragment counted wherever it is spread. */
  fields: number;
  /** How often one field is asked for under names of the client's, side by side. */
  aliases: number;
  /** What an operation, or an event of a subscription, may cost as `cost.ts` estimates it: in microseconds of work. */
  cost: number;
  /** Queries that run at the same time. */
  queries: number;
  /** Milliseconds that a query may run. */
  queryMs: number;
  /** Connections, those that became WebSockets among them. */
  connections: number;
  /** Connections of one user of this machine, where it is known whose they are. */
  connectionsPerUid: number;
  /** Operations that are under way over one WebSocket. */
  subscriptions: number;
  /** Bytes of a WebSocket message. */
  messageBytes: number;
  /** Messages a second over one WebSocket. As many as for ten seconds may come at once. */
  messagesPerSecond: number;
  /** Milliseconds until a WebSocket's client has said that it begins. */
  initTimeoutMs: number;
  /** Milliseconds between pings of a WebSocket's client. One that has not answered before the next is gone. */
  keepAliveTimeoutMs: number;
}

export const defaultLimits: Limits = {
  bodyBytes: 1_000_000,
  tokens: 10_000,
  brackets: 100,
  depth: 15,
  fields: 1000,
  aliases: 100,
  cost: 10_000_000,
  queries: 64,
  queryMs: 30_000,
  connections: 20_000,
  connectionsPerUid: 10_000,
  subscriptions: 1000,
  messageBytes: 1_000_000,
  messagesPerSecond: 200,
  initTimeoutMs: 3000,
  keepAliveTimeoutMs: 30_000,
};

/** The flag that sets a limit. */
export const limitFlags: Readonly<Record<keyof Limits, string>> = {
  bodyBytes: 'max-body-bytes',
  tokens: 'max-tokens',
  brackets: 'max-brackets',
  depth: 'max-depth',
  fields: 'max-fields',
  aliases: 'max-aliases',
  cost: 'max-cost',
  queries: 'max-queries',
  queryMs: 'query-timeout-ms',
  connections: 'max-connections',
  connectionsPerUid: 'max-connections-per-uid',
  subscriptions: 'max-subscriptions',
  messageBytes: 'max-message-bytes',
  messagesPerSecond: 'max-messages-per-second',
  initTimeoutMs: 'init-timeout-ms',
  keepAliveTimeoutMs: 'keep-alive-timeout-ms',
};

/** What a client is told that passes a limit: a sentence about what it asked for, and what the limit is. */
export function refusal(code: string, found: string, allowed: string, node?: ASTNode): GraphQLError {
  return new GraphQLError(`${found}; the limit is ${allowed}.`, { nodes: node, extensions: { code } });
}

/** A limit, as a sentence names it: `15 levels (--max-depth)`. */
export function named(limits: Limits, limit: keyof Limits, unit: string): string {
  return `${limits[limit]} ${unit} (--${limitFlags[limit]})`;
}
