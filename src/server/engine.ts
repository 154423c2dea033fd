import { type ExecutionResult, GraphQLError, type GraphQLSchema, getOperationAST } from 'graphql';
import type { Context } from '../builder.ts';
import { type Args, execute, subscribe } from '../execute.ts';
import type { Machine } from '../model/machine.ts';
import { Operation } from '../model/operation.ts';
import { Documents } from './documents.ts';

/** A result an event. Ends at once when it is returned. */
export type Results = AsyncIterableIterator<ExecutionResult>;

/** What a client sends. */
export interface Params {
  query: string;
  variables?: Readonly<Record<string, unknown>> | null | undefined;
  operationName?: string | null | undefined;
}

export interface EngineOptions {
  schema: GraphQLSchema;
  machine: Machine;
  /** Told of what went wrong in procql itself, of which a client reads only "Unexpected error." */
  onFault: (fault: unknown) => void;
}

interface Prepared {
  args: Args;
  isSubscription: boolean;
}

/** Executes what clients ask, the same way whatever brings it here. */
export class Engine {
  readonly schema: GraphQLSchema;
  readonly documents: Documents;
  readonly #machine: Machine;
  readonly #onFault: (fault: unknown) => void;
  readonly #streams = new Set<Results>();
  #isEnding = false;

  constructor({ schema, machine, onFault }: EngineOptions) {
    this.schema = schema;
    this.documents = new Documents(schema);
    this.#machine = machine;
    this.#onFault = onFault;
  }

  /** What every operation is given anew. */
  context(): Context {
    return { operation: new Operation(this.#machine) };
  }

  /** What to execute, or why it is refused. */
  prepare({ query, variables, operationName }: Params): Prepared | readonly GraphQLError[] {
    try {
      const document = this.documents.parse(query);
      const errors = this.documents.validate(document);
      if (errors.length > 0) return errors;
      const operation = getOperationAST(document, operationName);
      if (!operation) return [unresolved];
      const args = {
        schema: this.schema,
        document,
        variableValues: variables,
        operationName,
        contextValue: this.context(),
      };
      return { args, isSubscription: operation.operation === 'subscription' };
    } catch (error) {
      return [error instanceof GraphQLError ? error : this.masked(error)];
    }
  }

  /** From the text to the answer, or answers. */
  async answer(params: Params): Promise<Results | ExecutionResult> {
    const prepared = this.prepare(params);
    if (!('args' in prepared)) return { errors: prepared };
    return prepared.isSubscription ? this.subscribe(prepared.args) : this.execute(prepared.args);
  }

  async execute(args: Args): Promise<ExecutionResult> {
    try {
      return this.#presentable(await execute(args));
    } catch (fault) {
      return this.#failed(fault);
    }
  }

  async subscribe(args: Args): Promise<Results | ExecutionResult> {
    try {
      const stream = await subscribe(args);
      return Symbol.asyncIterator in stream ? this.#presentableStream(stream) : this.#presentable(stream);
    } catch (fault) {
      return this.#failed(fault);
    }
  }

  /** Completes all subscriptions, those too that are only about to start. */
  async end(): Promise<void> {
    this.#isEnding = true;
    await Promise.allSettled([...this.#streams].map((stream) => stream.return?.()));
  }

  #presentableStream(source: Results): Results {
    const over = { done: true, value: undefined } as const;
    let failed = false;
    const stream: Results = {
      [Symbol.asyncIterator]: () => stream,
      next: async () => {
        if (failed) return over;
        try {
          const event = await source.next();
          if (!event.done) return { done: false, value: this.#presentable(event.value) };
          this.#streams.delete(stream);
          return over;
        } catch (fault) {
          failed = true;
          await Promise.allSettled([stream.return?.()]);
          return { done: false, value: this.#failed(fault) };
        }
      },
      return: async () => {
        this.#streams.delete(stream);
        await source.return?.();
        return over;
      },
    };
    this.#streams.add(stream);
    if (this.#isEnding) void stream.return?.();
    return stream;
  }

  /** Faults are masked. */
  #presentable(result: ExecutionResult): ExecutionResult {
    if (result.errors === undefined) return result;
    const errors = result.errors.map((error) => (isFault(error) ? this.masked(error.originalError, error) : error));
    return { ...result, errors };
  }

  /** A stream that cannot go on says so itself; anything else is a fault. */
  #failed(reason: unknown): ExecutionResult {
    return { errors: [reason instanceof GraphQLError && !isFault(reason) ? reason : this.masked(reason)] };
  }

  /** What a client is told of a fault. */
  masked(fault: unknown, where: Partial<GraphQLError> = {}): GraphQLError {
    this.#onFault(fault);
    const { nodes, source, positions, path } = where;
    const extensions = { code: 'INTERNAL_SERVER_ERROR' };
    return new GraphQLError('Unexpected error.', { nodes, source, positions, path, extensions });
  }
}

const unresolved = new GraphQLError('Could not determine what operation to execute.', {
  extensions: { code: 'OPERATION_RESOLUTION_FAILURE' },
});

function isFault({ originalError }: GraphQLError): boolean {
  if (originalError === undefined) return false;
  return originalError instanceof GraphQLError ? isFault(originalError) : true;
}
