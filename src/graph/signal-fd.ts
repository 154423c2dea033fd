import { builder } from '../builder.ts';
import type { Open } from '../model/open.ts';
import { signalsIn } from '../model/signals.ts';
import { parseSignalfd } from '../procfs/pid/fdinfo/signalfd.ts';
import { Signal } from './signal.ts';

export const SignalFd = builder.objectRef<Open<'anonymous'>>('SignalFd').implement({
  description: 'A descriptor from which signals are read, see signalfd(2).',
  fields: (t) => ({
    signals: t.field({
      type: [Signal],
      from: ['fdinfo'],
      nullable: true,
      description: 'The signals that it takes. Source: fdinfo `sigmask`.',
      resolve: (open) => signalsIn(open.descriptor.details(parseSignalfd)),
    }),
  }),
});
