import { builder } from '../builder.ts';
import { policyOf } from '../model/scheduling-policy.ts';
import type { Task } from '../model/task.ts';
import { ProcfsError } from '../procfs/error.ts';
import { numberList } from '../procfs/number-list.ts';
import { SchedulingPolicy } from './scheduling-policy.ts';
import { line } from './status.ts';
import { TaskRef } from './task.ts';

/** What is measured is in the file scheduling-figures.ts. */
export const Scheduling = builder.objectRef<Task>('Scheduling').implement({
  description: 'What decides when and where a task runs, see sched(7). Of a process, its first thread.',
  fields: (t) => ({
    policy: t.field({
      type: SchedulingPolicy,
      from: ['stat'],
      nullable: true,
      description: 'By which rules it gets a CPU. Source: stat `policy`.',
      resolve: (task) => policyOf(task.present(task.stat.policy, 'policy')),
    }),
    priority: t.int({
      from: ['stat'],
      description:
        'Priority as the kernel counts, less is more urgent: 20 plus the nice value, or -1 minus the real-time priority. Source: stat `priority`.',
      resolve: ({ stat }) => stat.priority,
    }),
    realTimePriority: t.int({
      from: ['stat'],
      nullable: true,
      description: 'Real-time priority, from 1 to 99. Null under the other policies. Source: stat `rt_priority`.',
      resolve: (task) => task.present(task.stat.rtPriority, 'rt_priority') || null,
    }),
    nice: t.int({
      from: ['stat'],
      description: 'Nice value, from -20, much CPU, to 19, little. Source: stat `nice`.',
      resolve: ({ stat }) => stat.nice,
    }),
    lastCpu: t.int({
      from: ['stat'],
      nullable: true,
      description: 'The CPU that it runs on, or ran on last. Source: stat `processor`.',
      resolve: (task) => task.present(task.stat.processor, 'processor'),
    }),
    allowedCpus: t.intList({
      from: ['status'],
      nullable: true,
      description: 'The CPUs that it may run on. Source: status `Cpus_allowed_list`.',
      resolve: (task) => numberList(line(task, 'cpusAllowedList')),
    }),
    allowedMemoryNodes: t.intList({
      from: ['status'],
      nullable: true,
      description: 'The NUMA nodes that its memory may be from. Source: status `Mems_allowed_list`.',
      resolve: (task) => numberList(line(task, 'memsAllowedList')),
    }),
    cpuset: t.string({
      from: ['cpuset'],
      nullable: true,
      description:
        'The control group that limits these two, see cpuset(7): a path below the mount of its hierarchy. Bytes that are not UTF-8 become U+FFFD. Source: cpuset.',
      resolve: (task) => task.record('cpuset').toString(),
    }),
    timerSlackNanoseconds: t.field({
      type: 'BigInt',
      from: ['timerslack_ns'],
      nullable: true,
      description:
        'By how much its timers may be late, so that several go off at once, nanoseconds. Null of other threads than the first, of which the kernel does not tell it, and for a server without CAP_SYS_NICE. Source: timerslack_ns.',
      resolve: (task) => {
        if (task.isFirst) return task.record('timerslack_ns');
        throw new ProcfsError('UNSUPPORTED', `task/${task.number}: there is no timerslack_ns`);
      },
    }),
  }),
});

builder.interfaceField(TaskRef, 'scheduling', (t) =>
  t.field({
    type: Scheduling,
    description:
      'What decides when and where it runs. Source: stat, status, autogroup, cpuset, sched, schedstat, timerslack_ns.',
    resolve: (task) => task,
  }),
);
