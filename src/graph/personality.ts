import { builder } from '../builder.ts';
import { flagsIn } from '../model/flags.ts';
import { personalityDomain, personalityFlags } from '../model/personality.ts';
import { TaskRef } from './task.ts';

const PersonalityFlag = builder.enumType('PersonalityFlag', {
  description:
    'In what the kernel acts differently for a task, see personality(2). Each description ends with the bit.',
  values: personalityFlags,
});

const Personality = builder.objectRef<{ bits: number }>('Personality').implement({
  description: 'As which system the kernel acts for a task, see personality(2).',
  fields: (t) => ({
    domain: t.int({
      description:
        'Number of the system: 0 is Linux, 8 Linux that says it has 32 bits. Source: personality, bits 0 to 7.',
      resolve: ({ bits }) => personalityDomain(bits),
    }),
    flags: t.field({
      type: [PersonalityFlag],
      description: 'In what it acts differently. Source: personality, bits 8 to 31.',
      resolve: ({ bits }) => flagsIn(bits, personalityFlags),
    }),
    bits: t.field({
      type: 'BigInt',
      description: 'All of it as a number. Source: personality.',
      resolve: ({ bits }) => bits,
    }),
  }),
});

builder.interfaceField(TaskRef, 'personality', (t) =>
  t.field({
    type: Personality,
    from: ['personality'],
    nullable: true,
    description: 'As which system the kernel acts for it. Null where the server may not trace it. Source: personality.',
    resolve: (task) => ({ bits: task.record('personality') }),
  }),
);
