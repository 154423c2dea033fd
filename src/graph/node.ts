import { builder } from '../builder.ts';

/** What `node` can find again. */
export const Node = builder.interfaceRef<{ typeName: string }>('Node').implement({
  description: 'A thing that can be found again by its id, as the Global Object Identification Specification has it.',
  resolveType: ({ typeName }) => typeName,
  fields: (t) => ({
    id: t.id({ description: 'Identity across requests. Opaque: its form may change.' }),
  }),
});
