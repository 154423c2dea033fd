import { builder } from '../builder.ts';
import type { Ids as Shape } from '../procfs/pid/status.ts';

/** Ids have 32 bits, one more than Int. */
export const Ids = builder.objectRef<Shape>('Ids').implement({
  description:
    'The user ids or the group ids of a process, see credentials(7), in the user namespace of the server: 65534 may be an id that it does not map.',
  fields: (t) => ({
    real: t.expose('real', { type: 'BigInt', description: 'Whose process it is: who started it.' }),
    effective: t.expose('effective', { type: 'BigInt', description: 'Whose rights it has.' }),
    saved: t.expose('saved', { type: 'BigInt', description: 'Whose rights it may take again.' }),
    fileSystem: t.expose('fileSystem', {
      type: 'BigInt',
      description: 'Whose rights it has to files: the effective one as a rule.',
    }),
  }),
});
