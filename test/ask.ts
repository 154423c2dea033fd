import assert from 'node:assert/strict';
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

/**
 * Executes a document on a mount, as the server does, without a server. The data is as a client gets it: JSON. What is
 * asked of the captured tree is executed once more, which compiled code does, and must be answered alike.
 */
export async function ask(
  source: string,
  { mount = fixture, variables = {}, machine }: { mount?: string; variables?: object; machine?: Machine } = {},
): Promise<ExecutionResult> {
  const document = parse(source);
  const errors = validate(schema, document);
  if (errors.length > 0) return { errors };
  const asked = machine ?? (await remembered(machines, mount, () => openMachine(mount)));
  const answer = async (): Promise<ExecutionResult> => {
    const contextValue = { operation: new Operation(asked) };
    const result = await execute({ schema, document, variableValues: { ...variables }, contextValue });
    return JSON.parse(JSON.stringify(result));
  };
  const answered = await answer();
  if (mount === fixture && machine === undefined) assert.deepEqual(await answer(), answered);
  return answered;
}
