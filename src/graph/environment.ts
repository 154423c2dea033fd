import { builder } from '../builder.ts';
import { Process } from '../model/process.ts';
import type { EnvironEntry } from '../procfs/pid/environ.ts';

const EnvironmentEntry = builder.objectRef<EnvironEntry>('EnvironmentEntry').implement({
  description:
    'One string of an environment. Bytes that are not UTF-8 become U+FFFD. What looks like a secret is masked, as in `CommandLine`: by its name, as of TOKEN, PASSWORD, SECRET and KEY, and passwords in URLs.',
  fields: (t) => ({
    name: t.string({
      description: 'What stands before the first `=`: perhaps nothing.',
      resolve: ({ name }) => name.toString(),
    }),
    value: t.string({
      nullable: true,
      description: 'What stands behind it; `***` in the place of a secret. Null if there is no `=`.',
      resolve: ({ value }) => value?.toString() ?? null,
    }),
    raw: t.string({
      description: 'The bytes of the whole string, in base64, but for what is masked.',
      resolve: ({ name, value }) => (value ? Buffer.concat([name, Buffer.from('='), value]) : name).toString('base64'),
    }),
  }),
});

builder.objectField(Process, 'environment', (t) =>
  t.field({
    type: [EnvironmentEntry],
    from: ['environ'],
    nullable: true,
    description:
      'The environment that the program was started with, in order, with what repeats; later changes are not seen, but the process may have written over it. Source: environ.',
    resolve: (process) => process.record('environ'),
  }),
);
