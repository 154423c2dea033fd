import { builder } from '../builder.ts';
import { type Open, printed } from '../model/open.ts';
import { parseEventfd } from '../procfs/pid/fdinfo/eventfd.ts';

export const EventFd = builder.objectRef<Open<'anonymous'>>('EventFd').implement({
  description: 'A counter that wakes who waits for it, see eventfd(2).',
  fields: (t) => ({
    count: t.field({
      type: 'BigInt',
      from: ['fdinfo'],
      nullable: true,
      description: 'What was added since it was read last: any 64 bits. Source: fdinfo `eventfd-count`.',
      resolve: (open) => open.descriptor.details(parseEventfd).count,
    }),
    eventfdId: t.int({
      from: ['fdinfo'],
      nullable: true,
      description: 'Its number: whoever shares it has the same. Since Linux 5.2. Source: fdinfo `eventfd-id`.',
      resolve: (open) => printed(open, open.descriptor.details(parseEventfd).id, 'eventfd-id'),
    }),
    semaphore: t.boolean({
      from: ['fdinfo'],
      nullable: true,
      description:
        'Whether a read takes one, not all: EFD_SEMAPHORE. Since Linux 6.5. Source: fdinfo `eventfd-semaphore`.',
      resolve: (open) => printed(open, open.descriptor.details(parseEventfd).semaphore, 'eventfd-semaphore'),
    }),
  }),
});
