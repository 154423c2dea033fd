import { builder } from '../builder.ts';
import type { Latency as LatencyRecord } from '../procfs/pid/latency.ts';
import { KernelFunction } from './kernel-function.ts';
import { TaskRef } from './task.ts';

const Latency = builder.objectRef<LatencyRecord>('Latency').implement({
  description: 'A place in the kernel where a task waited.',
  fields: (t) => ({
    count: t.expose('count', { type: 'BigInt', description: 'How often. Source: latency, column 1.' }),
    totalMicroseconds: t.expose('total', {
      type: 'BigInt',
      description: 'In all, microseconds. Source: latency, column 2.',
    }),
    longestMicroseconds: t.expose('longest', {
      type: 'BigInt',
      description: 'The longest time, microseconds. Source: latency, column 3.',
    }),
    calls: t.expose('calls', {
      type: [KernelFunction],
      description: 'The calls that led there, the innermost first. Source: latency, from column 4 on.',
    }),
  }),
});

builder.interfaceField(TaskRef, 'latencies', (t) =>
  t.field({
    type: [Latency],
    from: ['latency'],
    nullable: true,
    description:
      'Where it waited longest: only in kernels built with CONFIG_LATENCYTOP, and only while kernel.latencytop is on. Source: latency.',
    resolve: (task) => task.record('latency'),
  }),
);
