import { builder } from '../builder.ts';
import { setOomScoreAdj } from '../model/write-process-file.ts';
import { actOn, ProcessAct } from './act.ts';

builder.mutationField('setOomScoreAdj', (t) =>
  t.field({
    type: ProcessAct,
    args: {
      id: t.arg.id({ required: true, description: 'Id of the process: `Process.id`.' }),
      value: t.arg.int({ required: true, description: 'From -1000, never killed, to 1000.' }),
    },
    description:
      'Sets the part of the out-of-memory score that is chosen: `Oom.scoreAdjustment`. The file is opened before the start time is compared, so that a successor of the pid is never hit. Writes oom_score_adj.',
    resolve: (_, { id, value }, context) =>
      actOn(id, `oom_score_adj ${value} for`, context, (target) => setOomScoreAdj(context.operation, target, value)),
  }),
);
