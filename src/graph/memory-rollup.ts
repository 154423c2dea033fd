import { builder } from '../builder.ts';
import type { Usage } from '../procfs/pid/smaps.ts';
import { Memory } from './memory.ts';
import { type Line, MemoryUsage, printed } from './memory-usage.ts';

const MemoryRollup = builder.objectRef<Usage>('MemoryRollup').implement({
  description:
    'What all memory of a process is used for, in bytes: the lines of smaps in smaps_rollup, added up. Null is what this kernel does not say.',
  interfaces: [MemoryUsage],
  fields: (t) => {
    const part = (key: Line, description: string, name: string) =>
      t.field({
        type: 'BigInt',
        nullable: true,
        description: `Of the proportional memory: ${description}, bytes. Source: smaps_rollup \`${name}\`.`,
        resolve: (usage) => printed(usage[key], name),
      });
    return {
      proportionalAnonymousBytes: part('pssAnon', 'of no file', 'Pss_Anon'),
      proportionalFileBytes: part('pssFile', 'of files', 'Pss_File'),
      proportionalSharedMemoryBytes: part('pssShmem', 'shared memory', 'Pss_Shmem'),
    };
  },
});

builder.objectField(Memory, 'rollup', (t) =>
  t.field({
    type: MemoryRollup,
    from: ['smaps_rollup'],
    expensive: true,
    nullable: true,
    description:
      'What its memory is used for, shared pages divided among those who share them. Expensive: the kernel looks at every page of the process. Source: smaps_rollup.',
    resolve: (process) => process.record('smaps_rollup'),
  }),
);
