import { builder } from '../builder.ts';
import { SystemChange } from '../live/system-change.ts';
import { watchSystem } from '../live/system-stat.ts';
import { sourcesBelow } from '../look-ahead.ts';
import { samplingArgs } from './sampling-args.ts';
import { SystemCpu } from './system-cpu.ts';

export const SystemStat = builder.objectRef<SystemChange>('SystemStat').implement({
  description:
    'What the machine does at this moment, and what it did since the event before. Differences are null where there is no event before: in the first one, and in a query. What the kernel does not tell is null, too; `extensions.procfs.nulls` says why.',
  extensions: { isHandle: true },
  fields: (t) => {
    const count = (counter: Parameters<SystemChange['count']>[0], description: string) =>
      t.field({
        type: 'BigInt',
        from: ['systemStat'],
        nullable: true,
        description,
        resolve: (change) => change.count(counter),
      });
    return {
      elapsedMs: t.float({
        nullable: true,
        description:
          'Time since the event before, milliseconds: what the differences refer to. Source: the monotonic clock.',
        resolve: ({ elapsedMs }) => elapsedMs,
      }),
      uptimeSeconds: t.float({
        from: ['uptime'],
        nullable: true,
        description: 'Time since boot, with sleep of the machine, seconds. Source: /proc/uptime.',
        resolve: ({ now }) => now.table('uptime'),
      }),
      cpu: t.field({
        type: SystemCpu,
        from: ['systemStat'],
        nullable: true,
        description: 'All CPUs together: percents of the time of all. Source: /proc/stat `cpu`.',
        resolve: ({ cpu }) => cpu,
      }),
      cpus: t.field({
        type: [SystemCpu],
        from: ['systemStat'],
        nullable: true,
        description:
          'Each CPU that is online now: percents of its own time. One that was not online at the event before has none yet. Source: /proc/stat `cpu0` and so on.',
        resolve: ({ cpus }) => cpus,
      }),
      contextSwitches: count('ctxt', 'How often a CPU went from one task to another. Source: /proc/stat `ctxt`.'),
      interrupts: count('intr', 'Interrupts that were served. Source: /proc/stat `intr`.'),
      softInterrupts: count('softirq', 'Soft interrupts that were served. Source: /proc/stat `softirq`.'),
      forks: count('processes', 'Processes and threads that were made. Source: /proc/stat `processes`.'),
      runningTasks: t.int({
        from: ['systemStat'],
        nullable: true,
        description: 'Processes and threads that have a CPU or wait for one. Source: /proc/stat `procs_running`.',
        resolve: (change) => change.tasks('procsRunning'),
      }),
      blockedTasks: t.int({
        from: ['systemStat'],
        nullable: true,
        description: 'Processes and threads that wait for storage. Source: /proc/stat `procs_blocked`.',
        resolve: (change) => change.tasks('procsBlocked'),
      }),
      taskCount: t.int({
        from: ['loadavg'],
        nullable: true,
        description: 'Processes and threads that exist. Source: /proc/loadavg, field 4.',
        resolve: ({ now }) => now.table('loadavg').tasks,
      }),
    };
  },
});

builder.queryField('system', (t) =>
  t.field({
    type: SystemStat,
    description: 'What the machine does at this moment. `systemStat` tells what it does from moment to moment.',
    resolve: (_, __, { operation }) => new SystemChange(operation, null),
  }),
);

builder.subscriptionField('systemStat', (t) =>
  t.field({
    type: SystemStat,
    description:
      'What the machine does, at regular intervals: an event at once, then one an interval. A slow reader misses samples, but no difference: its next event tells what happened since its last one.',
    args: samplingArgs,
    subscribe: (_, { intervalMs }, { operation }, info) =>
      watchSystem(operation.machine, intervalMs, [...(sourcesBelow(info).get('SystemStat') ?? [])]),
    resolve: ({ value }) => value,
  }),
);
