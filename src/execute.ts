import {
  createSourceEventStream,
  type ExecutionArgs,
  type ExecutionResult,
  execute as executeDocument,
  executeSubscriptionEvent,
  GraphQLError,
  validateSubscriptionArgs,
} from 'graphql';
import type { Context } from './builder.ts';
import type { Tick } from './live/tick.ts';
import type { Operation } from './model/operation.ts';

/** The arguments of graphql-js, with our context. */
export type Args = Omit<ExecutionArgs, 'contextValue'> & { contextValue: Context };

/** Executes a query. The result says under `extensions.procfs.nulls` why fields are null. */
export async function execute(args: Args): Promise<ExecutionResult> {
  const result = await executeDocument(args);
  if (result.data === undefined) return { errors: (result.errors ?? []).map(asBadInput) };
  return explained(result, args.contextValue.operation);
}

/** Starts a subscription: a result an event, or one result with errors. Ends at once when its iterator is returned. */
export async function subscribe(args: Args): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  const validated = validateSubscriptionArgs(args);
  if (!('schema' in validated)) return { errors: validated.map(asBadInput) };
  const source = await createSourceEventStream(validated);
  if (!(Symbol.asyncIterator in source)) return explained(source, args.contextValue.operation);
  const ticks = (source as AsyncIterable<Tick<unknown>>)[Symbol.asyncIterator](); // every subscription field gives ticks
  const results: AsyncIterableIterator<ExecutionResult> = {
    [Symbol.asyncIterator]: () => results,
    async next() {
      const tick = await ticks.next();
      if (tick.done) return { done: true, value: undefined };
      const { operation } = tick.value;
      const contextValue: Context = { ...args.contextValue, operation };
      const result = await executeSubscriptionEvent({ ...validated, rootValue: tick.value, contextValue });
      return { done: false, value: explained(result, operation) };
    },
    async return() {
      await ticks.return?.();
      return { done: true, value: undefined };
    },
  };
  return results;
}

/** What graphql-js says of variables that do not fit, before anything is executed. */
function asBadInput(error: GraphQLError): GraphQLError {
  const { nodes, originalError } = error;
  const extensions = { code: 'BAD_USER_INPUT', ...error.extensions };
  return new GraphQLError(error.message, { nodes: nodes ?? null, originalError: originalError ?? null, extensions });
}

function explained(result: ExecutionResult, { nulls }: Operation): ExecutionResult {
  if (nulls.length === 0) return result;
  return { ...result, extensions: { ...result.extensions, procfs: { nulls } } };
}
