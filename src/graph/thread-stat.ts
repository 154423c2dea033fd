import { builder } from '../builder.ts';
import { ThreadChange } from '../live/thread-change.ts';
import { ThreadRef } from './thread.ts';

export const ThreadStat = builder.objectType(ThreadChange, {
  name: 'ThreadStat',
  description:
    'A thread, and what it used since the event before: all that it ever used, if it has begun since. Null in the first event.',
  fields: (t) => ({
    thread: t.field({
      type: ThreadRef,
      description: 'The thread at this moment: all that can be asked of it.',
      resolve: ({ thread }) => thread,
    }),
    userPercent: t.float({
      nullable: true,
      description: 'CPU time in user mode, percent of one CPU. Source: task/[tid]/stat `utime`.',
      resolve: (change, _, { operation }) => change.cpuPercent(operation.machine.ticksPerSecond, 'utime'),
    }),
    systemPercent: t.float({
      nullable: true,
      description: 'CPU time in the kernel, percent of one CPU. Source: task/[tid]/stat `stime`.',
      resolve: (change, _, { operation }) => change.cpuPercent(operation.machine.ticksPerSecond, 'stime'),
    }),
    totalPercent: t.float({
      nullable: true,
      description: 'CPU time in both, percent of one CPU. Source: task/[tid]/stat `utime`, `stime`.',
      resolve: (change, _, { operation }) => change.cpuPercent(operation.machine.ticksPerSecond, 'utime', 'stime'),
    }),
    minorFaults: t.field({
      type: 'BigInt',
      nullable: true,
      description: 'Page faults that needed no storage. Source: task/[tid]/stat `minflt`.',
      resolve: (change) => change.count('minflt'),
    }),
    majorFaults: t.field({
      type: 'BigInt',
      nullable: true,
      description: 'Page faults that waited for storage. Source: task/[tid]/stat `majflt`.',
      resolve: (change) => change.count('majflt'),
    }),
  }),
});
