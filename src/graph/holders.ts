import { builder } from '../builder.ts';
import type { FileDescriptor } from '../model/file-descriptor.ts';
import type { Open } from '../model/open.ts';
import type { Operation } from '../model/operation.ts';
import { Socket } from '../model/socket.ts';
import { openFlags } from '../procfs/open-flags.ts';

import { DescriptorRef } from './file-descriptor.ts';
import { Pipe } from './pipe.ts';

const shared =
  'More than one, if a child has inherited it or it was sent to another process. Processes whose descriptors the server may not see are missing, and `extensions.procfs.nulls` counts them. Looks at every descriptor of every process, once. Source: the links in every fd.';

builder.objectField(Socket, 'holders', (t) =>
  t.field({
    type: [DescriptorRef],
    from: ['holders'],
    nullable: true,
    description: `The descriptors, with their processes, that have it open, in order of pid and number. ${shared}`,
    resolve: ({ inode }, _, { operation }) =>
      inode === null ? [] : [...operation.table('holders').of('socket', inode, 'Socket.holders', operation)],
  }),
);

builder.objectFields(Pipe, (t) => ({
  holders: t.field({
    type: [DescriptorRef],
    from: ['holders'],
    nullable: true,
    description: `The descriptors, with their processes, that have either end open, in order of pid and number; \`accessMode\` says which. ${shared}`,
    resolve: ({ inode }, _, { operation }) => [
      ...operation.table('holders').of('pipe', inode, 'Pipe.holders', operation),
    ],
  }),
  readers: t.field({
    type: [DescriptorRef],
    from: ['holders'],
    nullable: true,
    description: `Those that can read from it. ${shared}`,
    resolve: (pipe, _, { operation }) => holdersThat('O_RDONLY', pipe, 'Pipe.readers', operation),
  }),
  writers: t.field({
    type: [DescriptorRef],
    from: ['holders'],
    nullable: true,
    description: `Those that can write to it. ${shared}`,
    resolve: (pipe, _, { operation }) => holdersThat('O_WRONLY', pipe, 'Pipe.writers', operation),
  }),
}));

/** A pipe can also be opened for both, by way of /proc. */
async function holdersThat(
  access: 'O_RDONLY' | 'O_WRONLY',
  { inode }: Open<'pipe'>,
  field: string,
  operation: Operation,
): Promise<FileDescriptor[]> {
  const holders = operation.table('holders').of('pipe', inode, field, operation);
  await operation.load(holders, ['fdinfo']);
  return holders.filter((holder) => {
    if (holder.failure) return false;
    const own = operation.nulls.spoken(field, () => openFlags(holder.record('fdinfo').flags).access);
    return own === access || own === 'O_RDWR';
  });
}
