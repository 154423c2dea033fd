import { builder } from '../builder.ts';
import { Process } from '../model/process.ts';

const Oom = builder.objectRef<Process>('Oom').implement({
  description: 'What speaks for and against killing a process when memory runs out.',
  fields: (t) => ({
    score: t.int({
      from: ['oom_score'],
      nullable: true,
      description: 'From 0 to 2000, the highest of all processes is killed first. Source: oom_score.',
      resolve: (process) => process.record('oom_score'),
    }),
    scoreAdjustment: t.int({
      from: ['oom_score_adj'],
      nullable: true,
      description:
        'Part of the score that was chosen for it: from -1000, never killed, to 1000. Source: oom_score_adj.',
      resolve: (process) => process.record('oom_score_adj'),
    }),
    legacyAdjustment: t.int({
      from: ['oom_adj'],
      nullable: true,
      description:
        'The same on the scale before Linux 2.6.36: from -17, never killed, to 15. Rounded by the kernel: use `scoreAdjustment`. Source: oom_adj.',
      resolve: (process) => process.record('oom_adj'),
    }),
  }),
});

builder.objectField(Process, 'oom', (t) =>
  t.field({
    type: Oom,
    description: 'Whether it is killed when memory runs out. Source: oom_score, oom_score_adj, oom_adj.',
    resolve: (process) => process,
  }),
);
