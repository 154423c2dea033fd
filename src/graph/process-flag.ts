import { builder } from '../builder.ts';
import { processFlags } from '../model/process-flags.ts';

export const ProcessFlag = builder.enumType('ProcessFlag', {
  description: 'What the kernel notes about a process. Each description ends with the bit.',
  values: processFlags,
});
