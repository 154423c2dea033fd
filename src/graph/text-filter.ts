import { builder } from '../builder.ts';
import type { TextFilter as Shape } from '../model/text-filter.ts';

/** The same for every text that can be searched for. */
export const TextFilter = builder.inputRef<Shape>('TextFilter').implement({
  description: 'What a text must be: all that is given must hold. Upper and lower case differ; nothing is a wildcard.',
  fields: (t) => ({
    equals: t.string({ description: 'The whole text.' }),
    startsWith: t.string({ description: 'How it begins.' }),
    contains: t.string({ description: 'What stands anywhere in it.' }),
  }),
});
