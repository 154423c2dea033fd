import { builder } from '../builder.ts';
import { line, Status } from './status.ts';

builder.objectFields(Status, (t) => ({
  threadCount: t.int({
    description: 'How many threads it has; 0 while it dies. Source: status `Threads`.',
    resolve: (task) => task.record('status').threads,
  }),
  allowedCpus: t.string({
    nullable: true,
    description: 'The CPUs that it may run on, as ranges: `0-3,8`. Source: status `Cpus_allowed_list`.',
    resolve: (task) => line(task, 'cpusAllowedList'),
  }),
  allowedCpuMask: t.string({
    nullable: true,
    description: 'The same as a mask: hexadecimal words of 32 bits, the highest first. Source: status `Cpus_allowed`.',
    resolve: (task) => line(task, 'cpusAllowed'),
  }),
  allowedMemoryNodes: t.string({
    nullable: true,
    description: 'The NUMA nodes that its memory may be from, as ranges: `0-1`. Source: status `Mems_allowed_list`.',
    resolve: (task) => line(task, 'memsAllowedList'),
  }),
  allowedMemoryNodeMask: t.string({
    nullable: true,
    description: 'The same as a mask: hexadecimal words of 32 bits, the highest first. Source: status `Mems_allowed`.',
    resolve: (task) => line(task, 'memsAllowed'),
  }),
  voluntaryContextSwitches: t.field({
    type: 'BigInt',
    nullable: true,
    description: 'How often it gave the CPU away, to wait. Source: status `voluntary_ctxt_switches`.',
    resolve: (task) => line(task, 'voluntaryCtxtSwitches'),
  }),
  involuntaryContextSwitches: t.field({
    type: 'BigInt',
    nullable: true,
    description: 'How often the CPU was taken from it. Source: status `nonvoluntary_ctxt_switches`.',
    resolve: (task) => line(task, 'nonvoluntaryCtxtSwitches'),
  }),
}));
