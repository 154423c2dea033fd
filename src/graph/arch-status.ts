import { builder } from '../builder.ts';
import type { Task } from '../model/task.ts';
import { TaskRef } from './task.ts';

const ArchStatus = builder.objectRef<Task>('ArchStatus').implement({
  description: 'What a process or thread used the processor for. Only x86 says anything.',
  fields: (t) => ({
    avx512ElapsedMs: t.field({
      type: 'BigInt',
      nullable: true,
      description:
        'How long ago it, or the first thread of a process, was last seen using AVX-512, milliseconds, to the time slice. Null if it never was. Source: arch_status `AVX512_elapsed_ms`.',
      resolve: (task) => {
        const elapsed = task.present(task.record('arch_status').avx512ElapsedMs, 'AVX512_elapsed_ms');
        return elapsed < 0 ? null : elapsed;
      },
    }),
  }),
});

builder.interfaceField(TaskRef, 'archStatus', (t) =>
  t.field({
    type: ArchStatus,
    from: ['arch_status'],
    nullable: true,
    description: 'What it used the processor for. Source: arch_status.',
    resolve: (task) => {
      task.record('arch_status'); // one reason for all of it, if it could not be read
      return task;
    },
  }),
);
