import { builder } from '../builder.ts';
import type { Open } from '../model/open.ts';

export const Pipe = builder.objectRef<Open<'pipe'>>('Pipe').implement({
  description: 'A pipe without a name.',
  fields: (t) => ({
    inode: t.field({
      type: 'BigInt',
      description: 'Its number: both ends have the same. Source: the link in fd.',
      resolve: ({ inode }) => inode,
    }),
  }),
});
