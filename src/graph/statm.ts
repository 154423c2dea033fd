import { builder } from '../builder.ts';
import { Process } from '../model/process.ts';
import type { Statm as StatmRecord } from '../procfs/pid/statm.ts';

const Statm = builder.objectRef<StatmRecord>('Statm').implement({
  description:
    'The file statm of a process, see proc_pid_statm(5): memory in pages. All 0 for zombies and kernel threads.',
  fields: (t) => ({
    virtualPages: t.expose('size', { type: 'BigInt', description: 'Address space, pages. Source: statm, field 1.' }),
    residentPages: t.expose('resident', {
      type: 'BigInt',
      description: 'Held in RAM, pages; off by some, as the kernel adds them up in batches. Source: statm, field 2.',
    }),
    sharedPages: t.expose('shared', {
      type: 'BigInt',
      description: 'Held in RAM, backed by a file, shared memory too, pages. Source: statm, field 3.',
    }),
    codePages: t.expose('text', {
      type: 'BigInt',
      description: 'Address space of code, pages. Source: statm, field 4.',
    }),
    dataPages: t.expose('data', {
      type: 'BigInt',
      description: 'Address space of data and stack, pages. Source: statm, field 6.',
    }),
  }),
});

builder.objectField(Process, 'statm', (t) =>
  t.field({
    type: Statm,
    from: ['statm'],
    nullable: true,
    description: 'Memory in pages. Source: statm.',
    resolve: (process) => process.record('statm'),
  }),
);
