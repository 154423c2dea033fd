import { builder } from '../builder.ts';
import { dumpedMemory, dumpedMemoryIn } from '../model/core-dump.ts';
import { Process } from '../model/process.ts';

export const DumpedMemory = builder.enumType('DumpedMemory', {
  description: 'A kind of memory that a core dump may have, see core(5).',
  values: dumpedMemory,
});

builder.objectField(Process, 'coreDumpFilter', (t) =>
  t.field({
    type: [DumpedMemory],
    from: ['coredump_filter'],
    nullable: true,
    description: 'The memory that a core dump of it would have. Source: coredump_filter.',
    resolve: (process) => dumpedMemoryIn(process.record('coredump_filter')),
  }),
);
