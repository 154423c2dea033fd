import { builder } from '../builder.ts';
import { Process } from '../model/process.ts';
import type { StackDepth } from '../procfs/pid/stack_depth.ts';

const KernelStackDepth = builder.objectRef<StackDepth>('KernelStackDepth').implement({
  description: 'How much of its kernel stack a thread uses.',
  fields: (t) => ({
    bytes: t.expose('current', {
      type: 'BigInt',
      description: 'The most that this system call has used, bytes. Source: stack_depth `stack depth`.',
    }),
    previousBytes: t.expose('previous', {
      type: 'BigInt',
      description: 'The most that the one before used, bytes. Source: stack_depth `previous stack depth`.',
    }),
  }),
});

builder.objectField(Process, 'kernelStackDepth', (t) =>
  t.field({
    type: KernelStackDepth,
    from: ['stack_depth'],
    nullable: true,
    description:
      'How much of the kernel stack its first thread uses. Only of kernels with STACKLEAK_METRICS. Source: stack_depth.',
    resolve: (process) => process.record('stack_depth'),
  }),
);
