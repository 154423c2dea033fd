import { builder } from '../builder.ts';
import { clocks } from '../model/clock.ts';

export const Clock = builder.enumType('Clock', {
  description: 'What a timer runs by, see clock_gettime(2). Each description ends with the number.',
  values: clocks,
});
