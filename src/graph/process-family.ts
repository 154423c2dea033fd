import { builder } from '../builder.ts';
import { childrenOf, descendantCount } from '../model/family.ts';
import { Process } from '../model/process.ts';
import { ProcfsError } from '../procfs/error.ts';
import { ProcessRef } from './process.ts';

builder.objectFields(Process, (t) => ({
  parent: t.field({
    type: ProcessRef,
    from: ['stat'],
    nullable: true,
    description:
      'The process that started it, or that has taken it in since. Null for the first process, a thread of the kernel’s root, or a parent outside of the pid namespace. Source: stat `ppid`.',
    resolve: ({ pid, stat }, _, { operation }) => {
      if (stat.ppid === 0) return null;
      const parent = operation.process(stat.ppid);
      const older = (): Process => {
        if (parent.failure || parent.stat.starttime <= stat.starttime) return parent;
        throw new ProcfsError('NOT_FOUND', `${pid}: its parent went away, and ${parent.pid} is another process now`);
      };
      return operation.load([parent], ['stat'])?.then(older) ?? older();
    },
  }),
  children: t.field({
    type: [ProcessRef],
    from: ['stat', 'processes'],
    nullable: true,
    description: 'The processes whose parent it is, in order of pid. Source: stat `ppid` of every process.',
    resolve: (process, _, { operation }) => [...childrenOf(operation, process)],
  }),
  descendantCount: t.int({
    from: ['stat', 'processes'],
    nullable: true,
    description:
      'How many processes descend from it: its children, theirs, and so on. Source: stat `ppid` of every process.',
    resolve: (process, _, { operation }) => descendantCount(operation, process),
  }),
}));
