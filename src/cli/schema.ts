import { lexicographicSortSchema, printSchema } from 'graphql';
import { controlSchema, schema } from '../schema.ts';

/** The schema, or that of a server that may act, as text, sorted, so that a difference is a change of meaning. */
export function sdl(control: boolean): string {
  return printSchema(lexicographicSortSchema(control ? controlSchema : schema));
}
