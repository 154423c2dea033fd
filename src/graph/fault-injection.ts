import { builder } from '../builder.ts';
import type { Task } from '../model/task.ts';
import { TaskRef } from './task.ts';

const FaultInjection = builder.objectRef<Task>('FaultInjection').implement({
  description: 'Faults that a test injects into a process or thread. Only of kernels with FAULT_INJECTION.',
  fields: (t) => ({
    isTarget: t.boolean({
      from: ['make-it-fail'],
      nullable: true,
      description: 'Whether faults are injected into it, or the first thread of a process. Source: make-it-fail.',
      resolve: (task) => task.record('make-it-fail'),
    }),
    failNth: t.field({
      type: 'BigInt',
      from: ['fail-nth'],
      nullable: true,
      description:
        'Which of the next calls of it, or of the first thread of a process, that can fail will do so; 0 for none. Source: fail-nth.',
      resolve: (task) => task.record('fail-nth'),
    }),
  }),
});

builder.interfaceField(TaskRef, 'faultInjection', (t) =>
  t.field({
    type: FaultInjection,
    description: 'Faults that a test injects into it. Source: make-it-fail, fail-nth.',
    resolve: (task) => task,
  }),
);
