import { builder } from '../builder.ts';
import { processNamed } from '../model/named-process.ts';
import type { Open } from '../model/open.ts';
import { parsePidfd } from '../procfs/pid/fdinfo/pidfd.ts';
import { ProcessRef } from './process.ts';

export const PidFd = builder.objectRef<Open<'anonymous'>>('PidFd').implement({
  description: 'A descriptor that stands for a process, see pidfd_open(2).',
  fields: (t) => ({
    pid: t.int({
      from: ['fdinfo'],
      nullable: true,
      description:
        'Its pid; of a descriptor with PIDFD_THREAD, a thread id. Null once it was reaped, and if it is in a pid namespace that this procfs does not show. Source: fdinfo `Pid`.',
      resolve: (open) => open.descriptor.details(parsePidfd).pid,
    }),
    process: t.field({
      type: ProcessRef,
      from: ['fdinfo'],
      nullable: true,
      description:
        'The process. Null once it was reaped, if this procfs does not show it, and for a thread. Source: fdinfo `Pid`.',
      resolve: (open, _, { operation }) => processNamed(operation, open.descriptor.details(parsePidfd).pid),
    }),
    reaped: t.boolean({
      from: ['fdinfo'],
      nullable: true,
      description: 'Whether it has ended and its parent has been told. Source: fdinfo `Pid`, -1.',
      resolve: (open) => open.descriptor.details(parsePidfd).reaped,
    }),
    namespacePids: t.intList({
      from: ['fdinfo'],
      nullable: true,
      description:
        'Its pid in each pid namespace, from that of this procfs down to its own. Empty if there is none. Source: fdinfo `NSpid`.',
      resolve: (open) => open.descriptor.details(parsePidfd).nsPids,
    }),
  }),
});
