import { type ExecutionResult, GraphQLError } from 'graphql';
import { ProcfsError } from '../procfs/error.ts';

/** What clients are told of results and of failures. */
export class Presentation {
  readonly #onFault: (fault: unknown) => void;

  /** `onFault` is told of what went wrong in procql itself, of which a client reads only "Unexpected error." */
  constructor(onFault: (fault: unknown) => void) {
    this.#onFault = onFault;
  }

  /** Faults are masked. */
  presentable(result: ExecutionResult): ExecutionResult {
    if (result.errors === undefined) return result;
    const errors = result.errors.map((error) => {
      if (isExhausted(error.originalError)) return exhausted(error);
      return isFault(error) ? this.masked(error.originalError, error) : error;
    });
    return { ...result, errors };
  }

  /** A stream that cannot go on says so itself; anything else is a fault. */
  failed(reason: unknown): ExecutionResult {
    if (isExhausted(reason)) return { errors: [exhausted()] };
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

/** Out of descriptors or memory: nothing is wrong with procql, nor with what was asked. */
function isExhausted(error: unknown): boolean {
  return error instanceof ProcfsError && error.reason === 'EXHAUSTED';
}

function exhausted({ nodes, source, positions, path }: Partial<GraphQLError> = {}): GraphQLError {
  const message = 'The server is out of descriptors or memory: ask again later.';
  return new GraphQLError(message, { nodes, source, positions, path, extensions: { code: 'EXHAUSTED' } });
}

function isFault({ originalError }: GraphQLError): boolean {
  if (originalError === undefined) return false;
  return originalError instanceof GraphQLError ? isFault(originalError) : true;
}
