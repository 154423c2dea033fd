import { builder } from '../builder.ts';
import { namedSymbol } from '../model/named-symbol.ts';
import type { Task } from '../model/task.ts';
import type { Call } from '../procfs/pid/latency.ts';
import { visible } from './stat.ts';
import { SymbolRef } from './symbol.ts';
import { TaskRef } from './task.ts';

export const KernelFunction = builder.objectRef<Call>('KernelFunction').implement({
  description: 'A function that the kernel names.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Its name; others may have it too. Source: wchan, latency.' }),
    module: t.exposeString('module', {
      nullable: true,
      description:
        'The module that it belongs to. Null for the kernel itself, and in wchan, which does not say. Source: latency, in brackets.',
    }),
    symbol: t.field({
      type: SymbolRef,
      from: ['symbols'],
      nullable: true,
      description:
        'The symbol of that name. Null, with the reason NOT_FOUND or AMBIGUOUS, if there is none or more than one. Source: /proc/kallsyms.',
      resolve: ({ name, module }, _, { operation }) =>
        namedSymbol(operation.table('symbols'), { name, module, size: null }),
    }),
  }),
});

builder.interfaceField(TaskRef, 'waitChannel', (t) =>
  t.field({
    type: KernelFunction,
    from: ['stat', 'wchan', 'ns/pid'],
    nullable: true,
    description:
      'The function of the kernel that it waits in. Null while it runs, and where the server may not trace it. Source: wchan.',
    resolve: waitChannel,
  }),
);

/** To those who may not trace a task, the kernel says that it waits nowhere. */
function waitChannel(task: Task): Call | null {
  const name = task.record('wchan');
  if (name === null) visible(task, 0, 'wchan');
  return name === null ? null : { name, module: null };
}
