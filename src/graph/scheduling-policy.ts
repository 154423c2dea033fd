import { builder } from '../builder.ts';
import { policies } from '../model/scheduling-policy.ts';

export const SchedulingPolicy = builder.enumType('SchedulingPolicy', {
  description: 'What decides when a process runs, see sched(7). Each description ends with the number.',
  values: policies,
});
