import type { GraphQLSchema } from 'graphql';
import type { Control } from '../model/control.ts';
import { controlSchema, schema } from '../schema.ts';
import type { ControlFlags } from './control-options.ts';
import type { Terminal } from './terminal.ts';

/** The schema to execute by, and what its mutations may do, where there are any. */
export function acting(
  control: ControlFlags | undefined,
  { warn }: Terminal,
): { schema: GraphQLSchema; control?: Control } {
  return control ? { schema: controlSchema, control: { ...control, onAct: warn } } : { schema };
}
