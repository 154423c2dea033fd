import { builder } from '../builder.ts';
import type { Io as IoRecord } from '../procfs/pid/io.ts';
import { TaskRef } from './task.ts';

const Io = builder.objectRef<IoRecord>('Io').implement({
  description:
    'Input and output since it was started, see proc_pid_io(5): of a process, with that of its threads and children that have ended and been waited for; of a thread, its own.',
  fields: (t) => ({
    readCallBytes: t.expose('rchar', {
      type: 'BigInt',
      description:
        'Given to it by read(2) and its kin, from caches, pipes and terminals too, bytes. Source: io `rchar`.',
    }),
    writeCallBytes: t.expose('wchar', {
      type: 'BigInt',
      description: 'Taken from it by write(2) and its kin, whatever became of them, bytes. Source: io `wchar`.',
    }),
    readCalls: t.expose('syscr', {
      type: 'BigInt',
      description: 'How often it called read(2) and its kin. Source: io `syscr`.',
    }),
    writeCalls: t.expose('syscw', {
      type: 'BigInt',
      description: 'How often it called write(2) and its kin. Source: io `syscw`.',
    }),
    storageReadBytes: t.expose('readBytes', {
      type: 'BigInt',
      description: 'Fetched from storage for it, bytes. Source: io `read_bytes`.',
    }),
    storageWriteBytes: t.expose('writeBytes', {
      type: 'BigInt',
      description: 'To be sent to storage: pages that it made dirty, bytes. Source: io `write_bytes`.',
    }),
    cancelledWriteBytes: t.expose('cancelledWriteBytes', {
      type: 'BigInt',
      description:
        'Not sent to storage after all, as it deleted the file in time: perhaps pages that others had made dirty, bytes. Source: io `cancelled_write_bytes`.',
    }),
  }),
});

builder.interfaceField(TaskRef, 'io', (t) =>
  t.field({
    type: Io,
    from: ['io'],
    nullable: true,
    description: 'Input and output. Source: io.',
    resolve: (task) => task.record('io'),
  }),
);
