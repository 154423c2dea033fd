import { builder } from '../builder.ts';
import type { Open } from '../model/open.ts';
import { parseUserfaultfd } from '../procfs/pid/fdinfo/userfaultfd.ts';

export const UserFaultFd = builder.objectRef<Open<'anonymous'>>('UserFaultFd').implement({
  description: 'A descriptor from which a program reads page faults that it resolves itself, see userfaultfd(2).',
  fields: (t) => ({
    pendingFaults: t.field({
      type: 'BigInt',
      from: ['fdinfo'],
      nullable: true,
      description: 'Page faults that wait to be read. Source: fdinfo `pending`.',
      resolve: (open) => open.descriptor.details(parseUserfaultfd).pending,
    }),
    unresolvedFaults: t.field({
      type: 'BigInt',
      from: ['fdinfo'],
      nullable: true,
      description: 'Page faults that wait to be resolved, read or not. Source: fdinfo `total`.',
      resolve: (open) => open.descriptor.details(parseUserfaultfd).total,
    }),
  }),
});
