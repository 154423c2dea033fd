import type { ProcfsError } from '../procfs/error.ts';
import type { Operation } from './operation.ts';

/** What a field returns when more must be read before the fields of that can say anything. */
export abstract class Thing {
  /** The name of its GraphQL type. */
  abstract readonly typeName: string;

  /** Why nothing can be said of this thing: it is gone, or all of it is denied. */
  abstract readonly failure: ProcfsError | undefined;

  /** Whether what a field's `from` calls so is here, or why it is not. */
  abstract has(name: string): boolean;

  /** When what is not here yet will be. Whoever asks first makes it come. */
  abstract arrival(name: string, operation: Operation): Promise<void>;
}
