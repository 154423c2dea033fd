import { builder } from '../builder.ts';
import { openFlagNames } from '../procfs/open-flags.ts';

export const AccessMode = builder.enumType('AccessMode', {
  description: 'What a descriptor is open for.',
  values: {
    O_RDONLY: { description: 'Reading.' },
    O_WRONLY: { description: 'Writing.' },
    O_RDWR: { description: 'Both.' },
  },
});

export const OpenFlag = builder.enumType('OpenFlag', {
  description: 'A flag of open(2).',
  values: Object.fromEntries(openFlagNames.map((name) => [name, { description: `See open(2), ${name}.` }])),
});
