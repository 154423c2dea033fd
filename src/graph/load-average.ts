import { builder } from '../builder.ts';
import type { Loadavg } from '../procfs/loadavg.ts';
import { SystemStat } from './system-stat.ts';

const LoadAverage = builder.objectRef<Loadavg>('LoadAverage').implement({
  description:
    'How many tasks on average had a CPU, waited for one, or were in uninterruptible sleep, as for storage. Of the machine as a whole: compare it with the number of CPUs.',
  fields: (t) => ({
    oneMinute: t.exposeFloat('load1', { description: 'Over the last minute. Source: /proc/loadavg, field 1.' }),
    fiveMinutes: t.exposeFloat('load5', { description: 'Over the last five minutes. Source: /proc/loadavg, field 2.' }),
    fifteenMinutes: t.exposeFloat('load15', {
      description: 'Over the last fifteen minutes. Source: /proc/loadavg, field 3.',
    }),
  }),
});

builder.objectField(SystemStat, 'loadAverage', (t) =>
  t.field({
    type: LoadAverage,
    from: ['loadavg'],
    nullable: true,
    description: 'Load averages. Source: /proc/loadavg.',
    resolve: ({ now }) => now.table('loadavg'),
  }),
);
