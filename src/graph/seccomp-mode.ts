import { builder } from '../builder.ts';
import { seccompModes } from '../model/seccomp.ts';

export const SeccompMode = builder.enumType('SeccompMode', {
  description: 'Whether system calls are filtered, see seccomp(2). Each description ends with the number.',
  values: seccompModes,
});
