import type { Operation } from '../model/operation.ts';

/** What a stream pushes: a value, and the operation that its fields are resolved with, so that each event reads anew. */
export interface Tick<T> {
  operation: Operation;
  value: T;
}
