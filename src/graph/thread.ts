import { builder } from '../builder.ts';
import { Process } from '../model/process.ts';
import { stateOf } from '../model/state.ts';
import { Thread } from '../model/thread.ts';
import { connectionType, pageArgs, pageByNumber } from './connection.ts';
import { ProcessRef, positive } from './process.ts';
import { ProcessState } from './process-state.ts';

const ThreadRef = builder.objectType(Thread, {
  name: 'Thread',
  description: 'A thread of a process: what the scheduler runs.',
  extensions: { isHandle: true },
  fields: (t) => ({
    tid: t.exposeInt('tid', { description: 'Thread id; the first thread’s is the pid. Source: the directory.' }),
    process: t.field({
      type: ProcessRef,
      description: 'The process that it belongs to.',
      resolve: ({ process }) => process,
    }),
    name: t.string({
      from: ['task/stat'],
      description: 'Its name, which it may choose: at most 15 bytes. Source: task/[tid]/stat `comm`.',
      resolve: ({ stat }) => stat.comm.toString(),
    }),
    state: t.field({
      type: ProcessState,
      from: ['task/stat'],
      description: 'What it is doing. Source: task/[tid]/stat `state`.',
      resolve: ({ stat }) => stateOf(stat.state),
    }),
    userSeconds: t.float({
      from: ['task/stat'],
      description: 'CPU time in user mode, seconds. Source: task/[tid]/stat `utime`.',
      resolve: ({ stat }, _, { operation }) => Number(stat.utime) / operation.machine.ticksPerSecond,
    }),
    systemSeconds: t.float({
      from: ['task/stat'],
      description: 'CPU time in the kernel, seconds. Source: task/[tid]/stat `stime`.',
      resolve: ({ stat }, _, { operation }) => Number(stat.stime) / operation.machine.ticksPerSecond,
    }),
    processor: t.int({
      from: ['task/stat'],
      nullable: true,
      description: 'The CPU that it runs on, or ran on last. Source: task/[tid]/stat `processor`.',
      resolve: ({ process, stat }) => process.present(stat.processor, 'processor'),
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
