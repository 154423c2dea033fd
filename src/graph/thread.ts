import { builder } from '../builder.ts';
import { Process } from '../model/process.ts';
import { Thread } from '../model/thread.ts';
import { connectionType, pageArgs, pageByNumber } from './connection.ts';
import { ProcessRef, positive } from './process.ts';
import { TaskRef } from './task.ts';

export const ThreadRef = builder.objectType(Thread, {
  name: 'Thread',
  description:
    'A thread of a process. Its files are those in /proc/[pid]/task/[tid]; what all threads of a process share, ask of the process.',
  extensions: { isHandle: true },
  interfaces: [TaskRef],
  fields: (t) => ({
    tid: t.exposeInt('tid', { description: 'Thread id; the first thread’s is the pid. Source: the directory.' }),
    process: t.field({
      type: ProcessRef,
      description: 'The process that it belongs to.',
      resolve: ({ process }) => process,
    }),
    userSeconds: t.float({
      from: ['stat'],
      description: 'CPU time in user mode, seconds. Source: stat `utime`.',
      resolve: ({ stat }, _, { operation }) => Number(stat.utime) / operation.machine.ticksPerSecond,
    }),
    systemSeconds: t.float({
      from: ['stat'],
      description: 'CPU time in the kernel, seconds. Source: stat `stime`.',
      resolve: ({ stat }, _, { operation }) => Number(stat.stime) / operation.machine.ticksPerSecond,
    }),
    children: t.field({
      type: [ProcessRef],
      from: ['children'],
      nullable: true,
      description:
        'The processes that it has started, and that have not ended; one that ends at this moment may hide others. Source: children.',
      resolve: (thread, _, { operation }) => thread.record('children').map((pid) => operation.process(pid)),
    }),
  }),
});

const ThreadConnection = connectionType(ThreadRef);

builder.objectFields(Process, (t) => ({
  threads: t.field({
    type: ThreadConnection,
    from: ['task'],
    nullable: true,
    args: pageArgs,
    description: 'Its threads, in order of id. Source: the directory task.',
    resolve: (process, args) => {
      const threads = process.record('task').map((tid) => process.thread(tid));
      return pageByNumber(threads, ({ tid }) => tid, args);
    },
  }),
  thread: t.field({
    type: ThreadRef,
    from: ['task'],
    nullable: true,
    args: { tid: t.arg.int({ required: true, description: 'Thread id, from 1 on.' }) },
    description: 'Its thread with this id. Null if it has none. Source: the directory task.',
    resolve: (process, { tid }) => (process.record('task').includes(positive('tid', tid)) ? process.thread(tid) : null),
  }),
  threadCount: t.int({
    from: ['stat'],
    description: 'How many threads it has; 0 while it dies. Source: stat `num_threads`.',
    resolve: ({ stat }) => stat.numThreads,
  }),
}));
