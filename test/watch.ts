import { type ExecutionResult, parse } from 'graphql';
import { subscribe } from '../src/execute.ts';
import { type Machine, openMachine } from '../src/model/machine.ts';
import { Operation } from '../src/model/operation.ts';
import { remembered } from '../src/remembered.ts';
import { schema } from '../src/schema.ts';

const machines = new Map<string, Promise<Machine>>();

/** Starts a subscription on a mount, as the server does, without a server. The results are as a client gets them: JSON. */
export async function watch(source: string, mount: string | Machine = '/proc') {
  const opened = typeof mount === 'string' ? remembered(machines, mount, () => openMachine(mount)) : mount;
  const operation = new Operation(await opened);
  const started = await subscribe({ schema, document: parse(source), contextValue: { operation } });
  const json = (result: ExecutionResult): ExecutionResult => JSON.parse(JSON.stringify(result));
  if (!('source' in started)) throw Object.assign(new Error('refused'), json(started));
  const events = started.source[Symbol.asyncIterator]();
  return {
    next: async () => {
      const { done, value } = await events.next();
      return done ? undefined : json(await started.execute(value));
    },
    [Symbol.asyncDispose]: async () => void (await events.return()),
  };
}
