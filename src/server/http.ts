import type { IncomingMessage, RequestListener } from 'node:http';
import type { Socket } from 'node:net';
import { type DocumentNode, type ExecutionResult, GraphQLError, Kind } from 'graphql';
import { createYoga, type Plugin, type YogaInitialContext } from 'graphql-yoga';
import { acceptable } from './acceptable.ts';
import { boundedBodies } from './body.ts';
import { callerOf } from './caller.ts';
import { withExtensions } from './documents.ts';
import type { Call, CallContext, Engine } from './engine.ts';
import { operationOf } from './operation-of.ts';
import type { Results } from './shared-subscription.ts';
import { wellFormed } from './well-formed.ts';

/** What yoga adds to the context of an operation. */
interface ServerContext {
  req: IncomingMessage;
  request: Request;
}

/** A stream over which nothing passes for so long, or twice as long, is closed: there is a ping every 12 seconds. */
export const stalledMs = 15_000;

/** GraphQL over HTTP, and subscriptions over Server-Sent Events. */
export function graphqlOverHttp(engine: Engine, path: string): RequestListener {
  const yoga = createYoga<ServerContext, CallContext>({
    schema: engine.schema,
    graphqlEndpoint: path,
    context: ({ req }) => engine.contextOf(callerOf(req.socket)),
    plugins: [executedBy(engine), wellFormed, acceptable, boundedBodies(engine.limits)],
    maskedErrors: { maskError: (error) => refused(error) ?? engine.presentation.masked(error) },
    maxRequestBodySize: false, // boundedBodies
    parserAndValidationCache: false, // the engine's own is bounded in bytes
    logging: false,
    cors: false,
    multipart: false,
    graphiql: false,
    landingPage: false,
  });
  return (request, response) => {
    response.once('close', () => {
      if (!response.writableFinished && request.listenerCount('error') > 0) request.emit('error', gone);
    });
    return yoga(request, response);
  };
}

/** Yoga waits for room in a response even if that is closed, and would for ever: what it does hear is this. */
const gone = new Error('the client has gone');

/** The arguments' context is always the one made above, which yoga's types do not tell. */
function executedBy(engine: Engine): Plugin<CallContext> {
  return {
    onParse: ({ setParseFn }) => {
      setParseFn((text) => engine.documents.parse(String(text)));
      return ({ result, context }) => {
        if (isDocument(result)) requireOperation(result, (context as YogaInitialContext).params.operationName);
      };
    },
    onValidate: ({ setValidationFn }) => setValidationFn((_, document) => engine.documents.validate(document)),
    onExecute: ({ setExecuteFn }) =>
      setExecuteFn(async (args) => {
        const { request } = args.contextValue as ServerContext; // yoga adds it
        return withStatus(await engine.execute(args as Call, request.signal));
      }),
    onSubscribe: ({ setSubscribeFn }) =>
      setSubscribeFn(async (args) => {
        const result = await engine.results(args as Call);
        if (!(Symbol.asyncIterator in result)) return withStatus(result);
        return closedWhenStalled(result, (args.contextValue as ServerContext).req.socket); // yoga adds it
      }),
  };
}

function isDocument(result: unknown): result is DocumentNode {
  return typeof result === 'object' && result !== null && 'kind' in result && result.kind === Kind.DOCUMENT;
}

/** Yoga would do the same, and say less of it. */
function requireOperation(document: DocumentNode, name: unknown): void {
  try {
    operationOf(document, name);
  } catch (error) {
    throw error instanceof GraphQLError ? withExtensions(error, { http: { status: 400 } }) : error;
  }
}

/** Yoga takes all time limits off a connection before it streams: what asks for the first event sets one again. */
function closedWhenStalled(results: Results, socket: Socket): Results {
  const { next } = results;
  return Object.assign(results, {
    next: () => {
      socket.setTimeout(stalledMs);
      return next();
    },
  });
}

/** Yoga takes the status of the response from here, and does not send it on. */
function withStatus(result: ExecutionResult): ExecutionResult {
  if (result.errors === undefined || 'data' in result) return result;
  const errors = result.errors.map((error) =>
    withExtensions(error, { http: statuses[String(error.extensions.code)] ?? { status: 400, spec: true } }),
  );
  return { ...result, errors };
}

/** Of errors that are not the request's. */
const statuses: Readonly<Record<string, { status: number; headers?: Record<string, string> }>> = {
  INTERNAL_SERVER_ERROR: { status: 500 },
  TIMED_OUT: { status: 503 },
  OVERLOADED: { status: 503, headers: { 'Retry-After': '1' } },
};

/** What is wrong with a request. Nothing if it is not the request that is wrong. */
function refused(error: unknown): GraphQLError | undefined {
  if (error instanceof GraphQLError) return error;
  if (!(error instanceof SyntaxError)) return undefined;
  const extensions = { code: 'BAD_REQUEST', http: { status: 400 } };
  return new GraphQLError(`The variables or extensions are not JSON: ${error.message}.`, { extensions });
}
