import { bounded } from '../bad-input.ts';
import { builder } from '../builder.ts';
import { cpuUsage, usualMs } from '../live/cpu-usage.ts';
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
    usage: t.float({
      from: ['stat'],
      nullable: true,
      args: {
        overMs: t.arg.int({
          required: true,
          defaultValue: usualMs,
          description:
            'In a query, over how long: milliseconds, from 50 to 10,000. The query waits so long, once for all rows, unless a live table has just sampled over about that time. Of an event, it is always the time since the sample before.',
        }),
      },
      description:
        'CPU time that it uses at the moment, percent of one CPU: 200 is two busy ones. Counted in hundredths of a second. Null in the first event of a live table. Source: two readings of stat `utime`, `stime`.',
      resolve: (process, { overMs }, { operation }) =>
        cpuUsage(operation, process, bounded('overMs', overMs, 50, 10_000)),
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
