import { builder } from '../builder.ts';
import { capabilities, capabilitiesIn } from '../model/capabilities.ts';

const Capability = builder.enumType('Capability', {
  description: 'A part of the rights of root, see capabilities(7). Each description ends with the number.',
  values: capabilities,
});

/** Shown of a mask as the kernel gives it. */
export const CapabilitySet = builder.objectRef<bigint>('CapabilitySet').implement({
  description: 'A set of capabilities.',
  fields: (t) => ({
    names: t.field({
      type: [Capability],
      description: 'The capabilities, in order of number.',
      resolve: (mask) => capabilitiesIn(mask).known,
    }),
    unknown: t.intList({
      description: 'Numbers of those that procql has no name for. Empty unless the kernel knows more of them.',
      resolve: (mask) => capabilitiesIn(mask).unknown,
    }),
  }),
});
