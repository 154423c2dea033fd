import { builder } from '../builder.ts';
import { line, Status } from './status.ts';

builder.objectFields(Status, (t) => ({
  threadCount: t.int({
    description: 'How many threads it has; 0 while it dies. Source: status `Threads`.',
    resolve: (process) => process.record('status').threads,
  }),
  allowedCpus: t.string({
    nullable: true,
    description: 'The CPUs that its first thread may run on, as ranges: `0-3,8`. Source: status `Cpus_allowed_list`.',
    resolve: (process) => line(process, 'cpusAllowedList'),
  }),
  allowedCpuMask: t.string({
    nullable: true,
    description: 'The same as a mask: hexadecimal words of 32 bits, the highest first. Source: status `Cpus_allowed`.',
    resolve: (process) => line(process, 'cpusAllowed'),
  }),
  allowedMemoryNodes: t.string({
    nullable: true,
    description: 'The NUMA nodes that its memory may be from, as ranges: `0-1`. Source: status `Mems_allowed_list`.',
    resolve: (process) => line(process, 'memsAllowedList'),
  }),
  allowedMemoryNodeMask: t.string({
    nullable: true,
    description: 'The same as a mask: hexadecimal words of 32 bits, the highest first. Source: status `Mems_allowed`.',
    resolve: (process) => line(process, 'memsAllowed'),
  }),
  voluntaryContextSwitches: t.field({
    type: 'BigInt',
    nullable: true,
    description: 'How often its first thread gave the CPU away, to wait. Source: status `voluntary_ctxt_switches`.',
    resolve: (process) => line(process, 'voluntaryCtxtSwitches'),
  }),
  involuntaryContextSwitches: t.field({
    type: 'BigInt',
    nullable: true,
    description: 'How often the CPU was taken from its first thread. Source: status `nonvoluntary_ctxt_switches`.',
    resolve: (process) => line(process, 'nonvoluntaryCtxtSwitches'),
  }),
}));
