import { builder } from '../builder.ts';
import { signals } from '../model/signals.ts';

export const Signal = builder.enumType('Signal', {
  description: 'What one process or the kernel can tell another, see signal(7). Each description ends with the number.',
  values: signals,
});
