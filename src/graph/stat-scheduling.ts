import { builder } from '../builder.ts';
import { policyOf } from '../model/scheduling-policy.ts';
import { SchedulingPolicy } from './scheduling-policy.ts';
import { Stat, visible } from './stat.ts';

builder.objectFields(Stat, (t) => ({
  priority: t.int({
    from: ['stat'],
    description:
      'Priority as the kernel counts, less is more urgent: 20 plus the nice value, or -1 minus the real-time priority. Source: stat `priority`.',
    resolve: ({ stat }) => stat.priority,
  }),
  nice: t.int({
    from: ['stat'],
    description: 'Nice value, from -20, much CPU, to 19, little. Source: stat `nice`.',
    resolve: ({ stat }) => stat.nice,
  }),
  realTimePriority: t.int({
    from: ['stat'],
    nullable: true,
    description: 'Real-time priority, from 1 to 99. Null under the other policies. Source: stat `rt_priority`.',
    resolve: (task) => task.present(task.stat.rtPriority, 'rt_priority') || null,
  }),
  schedulingPolicy: t.field({
    type: SchedulingPolicy,
    from: ['stat'],
    nullable: true,
    description: 'What decides when it runs. Source: stat `policy`.',
    resolve: (task) => policyOf(task.present(task.stat.policy, 'policy')),
  }),
  schedulingPolicyNumber: t.int({
    from: ['stat'],
    nullable: true,
    description: 'The same as the number of the kernel. Source: stat `policy`.',
    resolve: (task) => task.present(task.stat.policy, 'policy'),
  }),
  processor: t.int({
    from: ['stat'],
    nullable: true,
    description: 'The CPU that it runs on, or ran on last. Source: stat `processor`.',
    resolve: (task) => task.present(task.stat.processor, 'processor'),
  }),
  waitsInKernel: t.boolean({
    from: ['stat', 'ns/pid'],
    nullable: true,
    description: 'Whether it waits for something in the kernel. Source: stat `wchan`, a mere flag.',
    resolve: (task) => visible(task, task.stat.wchan, 'wchan') !== 0,
  }),
}));
