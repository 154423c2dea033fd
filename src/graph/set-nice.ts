import { builder } from '../builder.ts';
import { setNice } from '../model/set-nice.ts';
import { actOn, ProcessAct } from './act.ts';

builder.mutationField('setNice', (t) =>
  t.field({
    type: ProcessAct,
    args: {
      id: t.arg.id({ required: true, description: 'Id of the process: `Process.id`.' }),
      nice: t.arg.int({ required: true, description: 'From -20, most of the CPU, to 19, least.' }),
    },
    description:
      'Sets the nice value of all threads of a process, those too that start meanwhile. On Linux each thread has its own, and setpriority(2), which renice(1) calls, changes one. The kernel has no descriptor for it: the start time is compared before and after, and the thread ids are used within a moment of being listed.',
    resolve: (_, { id, nice }, context) =>
      actOn(id, `nice ${nice} for`, context, (target) => setNice(context.operation, target, nice)),
  }),
);
