import { builder } from '../builder.ts';

/** What every subscription is asked with that samples at regular intervals. */
export const samplingArgs = builder.args((t) => ({
  intervalMs: t.int({
    required: true,
    defaultValue: 1000,
    description: 'Time between samples, milliseconds: from 50 to 3,600,000, which is an hour.',
  }),
}));
