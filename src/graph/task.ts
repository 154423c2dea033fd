import { builder } from '../builder.ts';
import type { Task } from '../model/task.ts';

export const TaskRef = builder.interfaceRef<Task>('Task').implement({
  description:
    'What the scheduler runs: a thread, or a process. What can be said of a thread only, is said of the first one of a process. The files are those in /proc/[pid], of a thread those in /proc/[pid]/task/[tid].',
  resolveType: ({ typeName }) => typeName,
  fields: (t) => ({
    name: t.string({
      from: ['stat'],
      description:
        'Name of the program or what it calls itself: at most 15 bytes, 63 of a kernel thread. Each thread has its own. Bytes that are not UTF-8 become U+FFFD. Source: stat `comm`.',
      resolve: ({ stat }) => stat.comm.toString(),
    }),
    rawName: t.string({
      from: ['comm'],
      nullable: true,
      description: 'The bytes of its name, in base64. Source: comm.',
      resolve: (task) => task.record('comm').toString('base64'),
    }),
  }),
});
