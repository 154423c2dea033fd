import { badInput } from '../bad-input.ts';
import { builder } from '../builder.ts';
import { processId } from '../model/identity.ts';
import { Process } from '../model/process.ts';
import { connectionType } from './connection.ts';
import { Node } from './node.ts';
import { TaskRef } from './task.ts';

const ProcessKind = builder.enumType('ProcessKind', {
  description: 'What runs under a pid.',
  values: {
    USER_PROCESS: { description: 'A program, with memory of its own.' },
    KERNEL_THREAD: {
      description: 'A part of the kernel: no memory of its own, no program, no arguments, no open files.',
    },
  },
});

export const ProcessRef = builder.objectType(Process, {
  name: 'Process',
  description:
    'A process: all threads of a program that runs, or one thread of the kernel. Fields are null where the kernel said nothing; `extensions.procfs.nulls` of the response says why.',
  extensions: { isHandle: true },
  interfaces: [Node, TaskRef],
  fields: (t) => ({
    id: t.id({
      from: ['stat'],
      description:
        'Identity across requests: boot id, pid and start time. A successor of the pid has another. Source: stat `pid`, `starttime`.',
      resolve: (process, _, { operation }) => `Process:${processId(operation.machine, process)}`,
    }),
    pid: t.exposeInt('pid', {
      description: 'Process id in the pid namespace of the procfs mount. Source: the directory.',
    }),
    kind: t.field({
      type: ProcessKind,
      from: ['stat'],
      description: 'A program, or a thread of the kernel. Source: stat `flags`, PF_KTHREAD.',
      resolve: (process) => (process.isKernelThread ? 'KERNEL_THREAD' : 'USER_PROCESS'),
    }),
    processGroup: t.int({
      from: ['stat'],
      nullable: true,
      description:
        'Id of its process group: the pid of the group’s leader. Null for a kernel thread, while it dies, and where the group is outside of the pid namespace. Source: stat `pgrp`.',
      resolve: ({ stat }) => (stat.pgrp > 0 ? stat.pgrp : null),
    }),
    session: t.int({
      from: ['stat'],
      nullable: true,
      description:
        'Id of its session: the pid of the session’s leader. Null for a kernel thread, while it dies, and where the session is outside of the pid namespace. Source: stat `session`.',
      resolve: ({ stat }) => (stat.session > 0 ? stat.session : null),
    }),
    startedAt: t.field({
      type: 'DateTime',
      from: ['stat', 'bootTime'],
      nullable: true,
      description:
        'When it was started, to the hundredth of a second relative to others, to the second by the clock. Source: stat `starttime`, /proc/stat `btime`.',
      resolve: ({ stat }, _, { operation }) => {
        const { ticksPerSecond } = operation.machine;
        return new Date((operation.table('bootTime') + Number(stat.starttime) / ticksPerSecond) * 1000);
      },
    }),
  }),
});

export const ProcessConnection = connectionType(ProcessRef);

builder.queryField('process', (t) =>
  t.field({
    type: ProcessRef,
    nullable: true,
    args: { pid: t.arg.int({ required: true, description: 'Process id, from 1 on.' }) },
    description: 'The process with this pid. Null if there is none: a thread id is none.',
    resolve: async (_, { pid }, { operation }) => {
      const process = operation.process(positive('pid', pid));
      await operation.load([process], ['stat']);
      return process;
    },
  }),
);

/** A process or thread id of an argument. */
export function positive(name: string, value: number): number {
  if (value >= 1) return value;
  throw badInput(`${name} must be a whole number from 1 on, but was ${value}`);
}
