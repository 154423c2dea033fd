import { builder, type Context } from '../builder.ts';
import type { Control } from '../model/control.ts';
import { processIdentity, processOf } from '../model/control-target.ts';
import type { Identity } from '../model/identity.ts';
import { attempt, type Obstacle } from '../model/obstacle.ts';
import type { Operation } from '../model/operation.ts';
import type { Process } from '../model/process.ts';
import { ProcfsError } from '../procfs/error.ts';
import { processObstacles } from './obstacle.ts';
import { ProcessRef } from './process.ts';

/** An act on a process that was done. */
interface Done {
  kind: 'ProcessActed';
  target: Identity;
}

const ProcessActed = builder.objectRef<Done>('ProcessActed').implement({
  description: 'The act was done.',
  fields: (t) => ({
    process: t.field({
      type: ProcessRef,
      nullable: true,
      description:
        'The process as it is afterwards; what a signal does to it may take a moment. Null if it is gone by now.',
      resolve: ({ target }, _, { operation }) => processLeft(operation, target),
    }),
  }),
});

export const ProcessAct = builder.unionType('ProcessAct', {
  description: 'What became of an act on a process: that it was done, or what was in the way.',
  types: [ProcessActed, ...processObstacles],
  resolveType: ({ kind }) => kind,
});

async function processLeft(operation: Operation, target: Identity): Promise<Process> {
  const left = await attempt(processOf(operation, target));
  if ('kind' in left) throw new ProcfsError('NOT_FOUND', left.message);
  return left;
}

/** Acts on the process with this id. `what` is what is done, for the log: "SIGTERM to". */
export async function actOn(
  id: string,
  what: string,
  context: Context,
  act: (target: Identity) => Promise<void>,
): Promise<Done | Obstacle> {
  const target = processIdentity(id);
  const done = act(target).then((): Done => ({ kind: 'ProcessActed', target }));
  return logged(`${what} process ${target.pid} (${id})`, context, done);
}

/** What became of an act. One line of log tells it, be it a fault. What is asked afterwards is read anew. */
export async function logged<T extends { kind: string }>(
  what: string,
  context: Context,
  act: Promise<T>,
): Promise<T | Obstacle> {
  let outcome = 'fault';
  try {
    const result = await attempt(act);
    outcome = 'message' in result ? `${result.kind}: ${result.message}` : 'done';
    return result;
  } finally {
    context.operation = context.operation.anew();
    const { caller = 'unknown caller' } = context;
    controlOf(context).onAct(`${caller}: ${what}: ${outcome}`);
  }
}

export function controlOf({ control }: Context): Control {
  if (control === undefined) throw new Error('the schema with mutations is served without what they are allowed');
  return control;
}
