import { builder } from '../builder.ts';
import { type ProcessEvent, processEventKinds, processEventSources } from '../live/process-event.ts';
import type { Operation } from '../model/operation.ts';
import { signalOf } from '../model/signals.ts';
import { AccountRef } from './account.ts';
import { ProcessRef } from './process.ts';
import { Signal } from './signal.ts';

export const ProcessEventKind = builder.enumType('ProcessEventKind', {
  description: 'What can happen to a process.',
  values: processEventKinds,
});

export const ProcessEventSource = builder.enumType('ProcessEventSource', {
  description: 'Where the events of processes come from: `Self.processEventSource` says which it is, and why.',
  values: processEventSources,
});

export const ProcessEventRef = builder.objectRef<ProcessEvent>('ProcessEvent').implement({
  description: 'Something that happened to a process.',
  fields: (t) => ({
    kind: t.expose('kind', { type: ProcessEventKind, description: 'What happened.' }),
    source: t.expose('source', { type: ProcessEventSource, description: 'Where that is known from.' }),
    at: t.expose('at', {
      type: 'DateTime',
      description: 'When it happened, as the kernel says; of what was sampled, when it was seen.',
    }),
    pid: t.exposeInt('pid', { description: 'Pid of the process.' }),
    process: t.expose('process', {
      type: ProcessRef,
      nullable: true,
      description:
        'The process as it is now, an instant after: all that can be asked of it; of one that exited and that its parent has not asked how, what a zombie still has. Null once it is gone. Never a successor of the pid.',
    }),
    parentPid: t.exposeInt('parentPid', {
      nullable: true,
      description:
        'Pid of its parent; of one that exited, of who could ask how. Null if it has none, or that was not seen.',
    }),
    name: t.exposeString('name', {
      nullable: true,
      description:
        'Its name then. A process begins with that of its parent. Null if it was gone, or had another name, before it could be asked for the one that a program gave it.',
    }),
    exitStatus: t.int({
      nullable: true,
      description:
        'Of one that exited by itself, what it gave to exit(3): 0 to 255. Null if it did not exit, a signal ended it, or nobody saw how: the parent had asked before it was sampled, or the kernel hides it from this server.',
      resolve: ({ exit }) => exit?.status ?? null,
    }),
    exitSignal: t.field({
      type: Signal,
      nullable: true,
      description: 'Of one that exited, the signal that ended it. Null for the same reasons, or if it ended by itself.',
      resolve: ({ exit }) => exit?.signal && signalOf(exit.signal),
    }),
    dumpedCore: t.boolean({
      nullable: true,
      description: 'Of one that exited, whether it left a core dump, core(5). Null if nobody saw how.',
      resolve: ({ exit }) => exit?.dumpedCore ?? null,
    }),
    user: t.field({
      type: AccountRef,
      nullable: true,
      description: 'Of one that changed its user, the effective one from then on.',
      resolve: ({ user }, _, { operation }) => user && account(user.effective, operation),
    }),
    realUser: t.field({
      type: AccountRef,
      nullable: true,
      description: 'Of one that changed its user, the real one from then on.',
      resolve: ({ user }, _, { operation }) => user && account(user.real, operation),
    }),
  }),
});

async function account(id: number, operation: Operation) {
  await operation.load([], ['users']);
  return { id, table: 'users' as const };
}
