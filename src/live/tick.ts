import type { ExecutionResult } from 'graphql';
import type { Operation } from '../model/operation.ts';

/** What a source gives: a value, and the operation that its fields are resolved with, so that each event reads anew. */
export interface Tick<T> {
  operation: Operation;
  value: T;
  /** Looks at what became of it once it is executed, and says what of that is sent. */
  settle?: (result: ExecutionResult) => ExecutionResult;
}
