import { fileURLToPath } from 'node:url';
import { type ExecutionResult, parse, validate } from 'graphql';
import { execute } from '../src/execute.ts';
import { type Machine, openMachine } from '../src/model/machine.ts';
import { Operation } from '../src/model/operation.ts';
import { remembered } from '../src/remembered.ts';
import { schema } from '../src/schema.ts';

/** The captured tree: its README says what each pid shows. */
export const fixture = fileURLToPath(new URL('fixtures/proc', import.meta.url));

const machines = new Map<string, Promise<Machine>>();

/** Executes a document on a mount, as the server does, without a server. The data is as a client gets it: JSON. */
export async function ask(
  source: string,
  { mount = fixture, variables = {}, machine }: { mount?: string; variables?: object; machine?: Machine } = {},
): Promise<ExecutionResult> {
  const document = parse(source);
  const errors = validate(schema, document);
  if (errors.length > 0) return { errors };
  const operation = new Operation(machine ?? (await remembered(machines, mount, () => openMachine(mount))));
  const result = await execute({ schema, document, variableValues: { ...variables }, contextValue: { operation } });
  return JSON.parse(JSON.stringify(result));
}
