import { lexicographicSortSchema, printSchema } from 'graphql';
import { schema } from '../schema.ts';

/** The schema as text, sorted, so that a difference is a change of meaning. */
export function sdl(): string {
  return printSchema(lexicographicSortSchema(schema));
}
