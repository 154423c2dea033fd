import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type OperationDefinitionNode,
  type SourceLocation,
  type ValidatedExecutionArgs,
  valueFromASTUntyped,
} from 'graphql';
import { compiledOperation } from './compiled.ts';

/**
 * Executes an operation by code, with the results and the errors of graphql-js. Null if that has to do it: there is no
 * code yet, or it cannot take the variables.
 */
export async function executeCompiled(args: ValidatedExecutionArgs): Promise<ExecutionResult | null> {
  const compiled = await compiledOperation(args);
  if (compiled === null) return null;
  const { document, operation, rootValue, contextValue, rawVariableValues, externalAbortSignal } = args;
  externalAbortSignal?.throwIfAborted();
  const aborted = Promise.withResolvers<never>();
  externalAbortSignal?.addEventListener('abort', () => aborted.reject(externalAbortSignal.reason));
  const variables = { ...defaults(operation), ...rawVariableValues };
  const { errors, data } = await Promise.race([compiled(rootValue, contextValue, variables), aborted.promise]);
  if (data === undefined) return null;
  return errors ? { errors: errors.map((error) => located(error, document)), data } : { data };
}

/** Of variables. The code knows them, but not of those that must not be null. */
function defaults({ variableDefinitions = [] }: OperationDefinitionNode): Record<string, unknown> {
  const entries = variableDefinitions.flatMap(({ variable, defaultValue }) =>
    defaultValue === undefined ? [] : [[variable.name.value, valueFromASTUntyped(defaultValue)]],
  );
  return Object.fromEntries(entries);
}

/** What no resolver threw, the code says of a value that does not fit its type. */
function located({ message, locations, path, originalError }: GraphQLError, { loc }: DocumentNode): GraphQLError {
  const source = loc?.source;
  const positions = source && locations?.map((location) => positionOf(location, source.body));
  const cause = originalError ?? new Error(message);
  return new GraphQLError(message, { source, positions, path, originalError: cause });
}

function positionOf({ line, column }: SourceLocation, text: string): number {
  const lines = text.split(/(?<=\r\n|\n|\r(?!\n))/);
  return lines.slice(0, line - 1).join('').length + column - 1;
}
