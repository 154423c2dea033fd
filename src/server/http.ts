import type { RequestListener } from 'node:http';
import { type ExecutionResult, GraphQLError } from 'graphql';
import { createYoga, type Plugin } from 'graphql-yoga';
import type { Context } from '../builder.ts';
import type { Args } from '../execute.ts';
import { boundedBodies } from './body.ts';
import { withExtensions } from './documents.ts';
import type { Engine } from './engine.ts';

/** GraphQL over HTTP, and subscriptions over Server-Sent Events. */
export function graphqlOverHttp(engine: Engine, path: string): RequestListener {
  return createYoga<object, Context>({
    schema: engine.schema,
    graphqlEndpoint: path,
    context: () => engine.context(),
    plugins: [executedBy(engine), boundedBodies],
    maskedErrors: { maskError: (error) => refused(error) ?? engine.masked(error) },
    maxRequestBodySize: false, // boundedBodies
    parserAndValidationCache: false, // the engine's own is bounded in bytes
    logging: false,
    cors: false,
    multipart: false,
    graphiql: false,
    landingPage: false,
  });
}

/** The arguments' context is always the one made above, which yoga's types do not tell. */
function executedBy(engine: Engine): Plugin<Context> {
  return {
    onParse: ({ setParseFn }) => setParseFn((text) => engine.documents.parse(String(text))),
    onValidate: ({ setValidationFn }) => setValidationFn((_, document) => engine.documents.validate(document)),
    onExecute: ({ setExecuteFn }) => setExecuteFn(async (args) => withStatus(await engine.execute(args as Args))),
    onSubscribe: ({ setSubscribeFn }) =>
      setSubscribeFn(async (args) => {
        const result = await engine.results(args as Args);
        return Symbol.asyncIterator in result ? result : withStatus(result);
      }),
  };
}

/** Yoga takes the status of the response from here, and does not send it on. */
function withStatus(result: ExecutionResult): ExecutionResult {
  if (result.errors === undefined || 'data' in result) return result;
  const errors = result.errors.map((error) => {
    const isFault = error.extensions.code === 'INTERNAL_SERVER_ERROR';
    return withExtensions(error, { http: isFault ? { status: 500 } : { status: 400, spec: true } });
  });
  return { ...result, errors };
}

/** What is wrong with a request. Nothing if it is not the request that is wrong. */
function refused(error: unknown): GraphQLError | undefined {
  if (error instanceof GraphQLError) return error;
  if (!(error instanceof SyntaxError)) return undefined;
  const extensions = { code: 'BAD_REQUEST', http: { status: 400 } };
  return new GraphQLError(`The variables or extensions are not JSON: ${error.message}.`, { extensions });
}
