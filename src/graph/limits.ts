import { builder } from '../builder.ts';
import { Process } from '../model/process.ts';
import type { Limit as LimitRecord } from '../procfs/pid/limits.ts';

const Limit = builder.objectRef<LimitRecord>('Limit').implement({
  description: 'A limit on what a process may use, see getrlimit(2).',
  fields: (t) => ({
    name: t.exposeString('name', {
      description: 'What is limited, in the words of the kernel: `Max open files`. Source: limits.',
    }),
    soft: t.expose('soft', {
      type: 'BigInt',
      nullable: true,
      description: 'The limit that holds. Null is unlimited. Source: limits, `Soft Limit`.',
    }),
    softUnlimited: t.boolean({
      description: 'Whether no limit holds. Source: limits, `Soft Limit`.',
      resolve: ({ soft }) => soft === null,
    }),
    hard: t.expose('hard', {
      type: 'BigInt',
      nullable: true,
      description: 'The limit up to which the process may raise it. Null is unlimited. Source: limits, `Hard Limit`.',
    }),
    hardUnlimited: t.boolean({
      description: 'Whether it may raise it without limit. Source: limits, `Hard Limit`.',
      resolve: ({ hard }) => hard === null,
    }),
    unit: t.exposeString('unit', {
      nullable: true,
      description:
        'Unit of both, in the words of the kernel: `bytes`, `us` for microseconds. Null for the two priorities. Source: limits, `Units`.',
    }),
  }),
});

builder.objectField(Process, 'limits', (t) =>
  t.field({
    type: [Limit],
    from: ['limits'],
    nullable: true,
    description: 'What it may use. Source: limits.',
    resolve: (process) => process.record('limits'),
  }),
);
