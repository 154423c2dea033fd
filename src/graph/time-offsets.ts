import { builder } from '../builder.ts';
import { Process } from '../model/process.ts';
import type { TimeOffsets as TimeOffsetsRecord } from '../procfs/pid/timens_offsets.ts';

const TimeOffsets = builder.objectRef<TimeOffsetsRecord>('TimeOffsets').implement({
  description: 'By how much a time namespace shifts clocks, see time_namespaces(7).',
  fields: (t) => ({
    monotonicNanoseconds: t.expose('monotonic', {
      type: 'BigInt',
      description: 'Added to CLOCK_MONOTONIC and its kin, nanoseconds. Source: timens_offsets `monotonic`.',
    }),
    bootTimeNanoseconds: t.expose('boottime', {
      type: 'BigInt',
      description: 'Added to CLOCK_BOOTTIME and its kin, nanoseconds. Source: timens_offsets `boottime`.',
    }),
  }),
});

builder.objectField(Process, 'timeOffsets', (t) =>
  t.field({
    type: TimeOffsets,
    from: ['timens_offsets'],
    nullable: true,
    description:
      'By how much the clocks of its new children are shifted, its own too unless it has left for a new time namespace. Source: timens_offsets.',
    resolve: (process) => process.record('timens_offsets'),
  }),
);
