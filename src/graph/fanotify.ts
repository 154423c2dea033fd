import { builder } from '../builder.ts';
import { fanotifyFlags } from '../model/fanotify.ts';
import { flagsIn } from '../model/flags.ts';
import type { Open } from '../model/open.ts';
import { openFlags } from '../procfs/open-flags.ts';
import { parseFanotify } from '../procfs/pid/fdinfo/fanotify.ts';
import { FanotifyMark } from './fanotify-mark.ts';
import { AccessMode, OpenFlag } from './open-flags.ts';

const FanotifyFlag = builder.enumType('FanotifyFlag', {
  description: 'How a fanotify was made, see fanotify_init(2). Each description ends with the bit.',
  values: fanotifyFlags,
});

export const Fanotify = builder.objectRef<Open<'anonymous'>>('Fanotify').implement({
  description: 'A descriptor from which changes of files are read, or on which they are permitted, see fanotify(7).',
  fields: (t) => ({
    initFlags: t.field({
      type: [FanotifyFlag],
      from: ['fdinfo'],
      nullable: true,
      description: 'How it was made. Bits without a name are left out. Source: fdinfo `flags` of `fanotify`.',
      resolve: (open) => flagsIn(open.descriptor.details(parseFanotify).flags, fanotifyFlags),
    }),
    eventAccessMode: t.field({
      type: AccessMode,
      from: ['fdinfo'],
      nullable: true,
      description: 'What the files that it reports are opened for. Source: fdinfo `event-flags`.',
      resolve: (open) => openFlags(open.descriptor.details(parseFanotify).eventFlags).access,
    }),
    eventFlags: t.field({
      type: [OpenFlag],
      from: ['fdinfo'],
      nullable: true,
      description: 'The other flags that they are opened with. Source: fdinfo `event-flags`.',
      resolve: (open) => openFlags(open.descriptor.details(parseFanotify).eventFlags).names,
    }),
    marks: t.field({
      type: [FanotifyMark],
      from: ['fdinfo'],
      nullable: true,
      description: 'What it watches, the newest first. Source: fdinfo, the lines `fanotify` but for the first.',
      resolve: (open) => open.descriptor.details(parseFanotify).marks,
    }),
  }),
});
