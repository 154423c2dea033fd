import { builder } from '../builder.ts';
import type { Operation } from '../model/operation.ts';
import { Process } from '../model/process.ts';
import type { Integer } from '../procfs/text.ts';

const seconds = (ticks: Integer, { machine }: Operation): number => Number(ticks) / machine.ticksPerSecond;

const Cpu = builder.objectRef<Process>('Cpu').implement({
  description:
    'CPU time of a process since it was started, threads that have ended included. To a hundredth of a second.',
  fields: (t) => ({
    userSeconds: t.float({
      from: ['stat'],
      description: 'In user mode, seconds; a guest’s time included. Source: stat `utime`.',
      resolve: ({ stat }, _, { operation }) => seconds(stat.utime, operation),
    }),
    systemSeconds: t.float({
      from: ['stat'],
      description: 'In the kernel, seconds. Source: stat `stime`.',
      resolve: ({ stat }, _, { operation }) => seconds(stat.stime, operation),
    }),
    totalSeconds: t.float({
      from: ['stat'],
      description: 'In both, seconds. Source: stat `utime`, `stime`.',
      resolve: ({ stat }, _, { operation }) => seconds(Number(stat.utime) + Number(stat.stime), operation),
    }),
    guestSeconds: t.float({
      from: ['stat'],
      nullable: true,
      description: 'Running a virtual CPU, seconds. Source: stat `guest_time`.',
      resolve: (process, _, { operation }) => seconds(process.present(process.stat.guestTime, 'guest_time'), operation),
    }),
    childrenUserSeconds: t.float({
      from: ['stat'],
      description: 'Of its children that have ended and been waited for, in user mode, seconds. Source: stat `cutime`.',
      resolve: ({ stat }, _, { operation }) => seconds(stat.cutime, operation),
    }),
    childrenSystemSeconds: t.float({
      from: ['stat'],
      description:
        'Of its children that have ended and been waited for, in the kernel, seconds. Source: stat `cstime`.',
      resolve: ({ stat }, _, { operation }) => seconds(stat.cstime, operation),
    }),
    lifetimePercent: t.float({
      from: ['stat', 'uptime'],
      nullable: true,
      description:
        'CPU time per time since it was started, percent: 100 is one core all the time. Null in its first hundredth of a second. Source: stat `utime`, `stime`, `starttime`, /proc/uptime.',
      resolve: ({ stat }, _, { operation }) => {
        const age = operation.table('uptime') - seconds(stat.starttime, operation);
        return age > 0 ? (100 * seconds(Number(stat.utime) + Number(stat.stime), operation)) / age : null;
      },
    }),
  }),
});

builder.objectField(Process, 'cpu', (t) =>
  t.field({ type: Cpu, description: 'CPU time since it was started. Source: stat.', resolve: (process) => process }),
);
