import {
  createSourceEventStream,
  type ExecutionArgs,
  type ExecutionResult,
  executeRootSelectionSet,
  executeSubscriptionEvent,
  GraphQLError,
  validateExecutionArgs,
  validateSubscriptionArgs,
} from 'graphql';
import type { Context } from './builder.ts';
import { executeCompiled } from './execute-compiled.ts';
import type { Source } from './live/source.ts';
import type { Tick } from './live/tick.ts';
import type { Operation } from './model/operation.ts';

/** The arguments of graphql-js, with our context. */
export type Args = Omit<ExecutionArgs, 'contextValue'> & { contextValue: Context };

/** Executes a query. The result says under `extensions.procfs.nulls` why fields are null. */
export async function execute(args: Args): Promise<ExecutionResult> {
  const validated = validateExecutionArgs(args);
  if (!('schema' in validated)) return { errors: validated.map(asBadInput) };
  const result = (await executeCompiled(validated)) ?? (await executeRootSelectionSet(validated));
  return explained(result, args.contextValue.operation);
}

/** A subscription that has started. */
export interface Subscription {
  source: Source<Tick<unknown>>;
  /** Executes an event. The result is the same for all whose subscription has this document and these variables. */
  execute: (event: Tick<unknown>) => Promise<ExecutionResult>;
}

/** Starts a subscription, or says in a result with errors why not. Whoever starts it must read its source, or end it. */
export async function subscribe(args: Args): Promise<Subscription | ExecutionResult> {
  const validated = validateSubscriptionArgs(args);
  if (!('schema' in validated)) return { errors: validated.map(asBadInput) };
  const source = await createSourceEventStream(validated);
  if (!(Symbol.asyncIterator in source)) return explained(source, args.contextValue.operation);
  return {
    source: source as Source<Tick<unknown>>, // what every subscription field gives
    execute: async (event) => {
      const { operation, settle } = event;
      const contextValue: Context = { ...args.contextValue, operation };
      const ofEvent = { ...validated, rootValue: event, contextValue };
      const result = (await executeCompiled(ofEvent)) ?? (await executeSubscriptionEvent(ofEvent));
      return explained(settle?.(result) ?? result, operation);
    },
  };
}

/** What graphql-js says of variables that do not fit, before anything is executed. */
function asBadInput(error: GraphQLError): GraphQLError {
  const { nodes, originalError } = error;
  const extensions = { code: 'BAD_USER_INPUT', ...error.extensions };
  return new GraphQLError(error.message, { nodes: nodes ?? null, originalError: originalError ?? null, extensions });
}

function explained(result: ExecutionResult, { nulls }: Operation): ExecutionResult {
  const { all } = nulls;
  if (all.length === 0) return result;
  return { ...result, extensions: { ...result.extensions, procfs: { nulls: all } } };
}
