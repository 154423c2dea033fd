import { builder } from '../builder.ts';
import type { StallChange } from '../live/pressure-change.ts';

export const Stall = builder.objectRef<StallChange>('Stall').implement({
  description: 'Time in which tasks could not go on for want of a resource.',
  fields: (t) => ({
    stalledPercent: t.float({
      nullable: true,
      description:
        'Of the time since the event before, percent: here short stalls show first. Source: /proc/pressure `total`.',
      resolve: (change) => change.stalledPercent(),
    }),
    tenSecondsPercent: t.exposeFloat('avg10', {
      description: 'Of the last ten seconds, a running average, percent. Source: /proc/pressure `avg10`.',
    }),
    oneMinutePercent: t.exposeFloat('avg60', {
      description: 'Of the last minute, a running average, percent. Source: /proc/pressure `avg60`.',
    }),
    fiveMinutesPercent: t.exposeFloat('avg300', {
      description: 'Of the last five minutes, a running average, percent. Source: /proc/pressure `avg300`.',
    }),
    totalMicroseconds: t.expose('total', {
      type: 'BigInt',
      description: 'Since boot, microseconds. Source: /proc/pressure `total`.',
    }),
  }),
});
