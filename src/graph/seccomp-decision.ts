import { builder } from '../builder.ts';
import type { SeccompDecision as Decision } from '../procfs/pid/seccomp_cache.ts';

export const SeccompDecision = builder.objectRef<Decision>('SeccompDecision').implement({
  description: 'What seccomp knows of one system call of a process.',
  fields: (t) => ({
    architecture: t.exposeString('architecture', {
      description: 'Whose numbers these are: `x86_64`, `ia32`. Source: seccomp_cache, column 1.',
    }),
    systemCall: t.exposeInt('systemCall', {
      description: 'Number of the system call. Source: seccomp_cache, column 2.',
    }),
    alwaysAllowed: t.exposeBoolean('alwaysAllowed', {
      description:
        'Whether it is allowed whatever its arguments are; if not, the filters are asked each time. Source: seccomp_cache, column 3.',
    }),
  }),
});
