import { bounded } from '../bad-input.ts';
import { builder } from '../builder.ts';
import { FileDescriptor } from '../model/file-descriptor.ts';
import { processId } from '../model/identity.ts';
import { socketOf } from '../model/network.ts';
import type { Open } from '../model/open.ts';
import type { Operation } from '../model/operation.ts';
import { ownObstacle } from '../model/own-files.ts';
import { Process } from '../model/process.ts';
import type { Socket } from '../model/socket.ts';
import { type Obstacle, obstacle, obstacles } from '../model/tailable.ts';
import { descriptorKinds, isDeleted, kindOf } from '../model/target.ts';
import { Page } from '../page.ts';
import { openFlags } from '../procfs/open-flags.ts';
import { connectionType, type PageArgs, pageArgs, pageByNumber } from './connection.ts';
import { DescriptorTarget } from './descriptor-target.ts';
import { Node } from './node.ts';
import { AccessMode, OpenFlag } from './open-flags.ts';
import { ProcessRef } from './process.ts';

const DescriptorKind = builder.enumType('DescriptorKind', {
  description: 'What an open file is.',
  values: descriptorKinds,
});

const TailObstacle = builder.enumType('TailObstacle', {
  description: 'Why the lines written to a descriptor cannot be followed.',
  values: obstacles,
});

const tailSources = ['fd/link', 'fd/stat', 'fd/fileSystem', 'fdinfo'] as const;

export const DescriptorRef = builder.objectType(FileDescriptor, {
  name: 'FileDescriptor',
  description: 'An open file of a process.',
  extensions: { isHandle: true },
  interfaces: [Node],
  fields: (t) => ({
    id: t.id({
      description:
        'Identity across requests: the process’s and the number. The number may stand for another file by then.',
      resolve: ({ process, number }, _, { operation }) =>
        `FileDescriptor:${processId(operation.machine, process)}:${number}`,
    }),
    number: t.exposeInt('number', {
      description: 'Descriptor number, unique within the process. Source: the directory fd.',
    }),
    process: t.field({
      type: ProcessRef,
      description: 'The process that has it open.',
      resolve: ({ process }) => process,
    }),
    kind: t.field({
      type: DescriptorKind,
      from: ['fd/link', 'fd/stat'],
      nullable: true,
      description: 'What is open. Source: the link in fd, and stat(2) of what it leads to.',
      resolve: (descriptor) => kindOf(descriptor.record('fd/link'), descriptor.stats),
    }),
    link: t.string({
      from: ['fd/link'],
      nullable: true,
      description: 'What the kernel calls it: a path, or like pipe:[4711]. Source: the link in fd.',
      resolve: (descriptor) => descriptor.record('fd/link').link.toString(),
    }),
    target: t.field({
      type: DescriptorTarget,
      from: ['fd/link', 'fd/stat'],
      nullable: true,
      description: 'What is open, in detail. Source: the link in fd, and stat(2) of what it leads to.',
      resolve: openOf,
    }),
    deleted: t.boolean({
      from: ['fd/link', 'fd/stat'],
      nullable: true,
      description:
        'Whether it is a file that no directory has any more. Source: stat(2), its link count; the link in fd where that is denied.',
      resolve: (descriptor) => isDeleted(descriptor.record('fd/link'), descriptor.stats),
    }),
    accessMode: t.field({
      type: AccessMode,
      from: ['fdinfo'],
      nullable: true,
      description: 'What it is open for. Null for what is open with O_PATH. Source: fdinfo `flags`.',
      resolve: (descriptor) => openFlags(descriptor.record('fdinfo').flags).access,
    }),
    flags: t.field({
      type: [OpenFlag],
      from: ['fdinfo'],
      nullable: true,
      description: 'The other flags of open(2). Source: fdinfo `flags`.',
      resolve: (descriptor) => openFlags(descriptor.record('fdinfo').flags).names,
    }),
    position: t.field({
      type: 'BigInt',
      from: ['fdinfo'],
      nullable: true,
      description: 'Where it reads or writes next, bytes from the beginning. Source: fdinfo `pos`.',
      resolve: (descriptor) => descriptor.record('fdinfo').pos,
    }),
    tailable: t.boolean({
      from: tailSources,
      nullable: true,
      description:
        'Whether `fdLines` can follow what is written to it; `tailObstacle` says why not. Source: the link in fd, stat(2), statfs(2), fdinfo `flags`.',
      resolve: async (descriptor, _, { operation }) => (await obstacleOf(descriptor, operation)) === null,
    }),
    tailObstacle: t.field({
      type: TailObstacle,
      from: tailSources,
      nullable: true,
      description:
        'Why `fdLines` cannot follow what is written to it. Null if it can. Source: the link in fd, stat(2), statfs(2), fdinfo `flags`.',
      resolve: (descriptor, _, { operation }) => obstacleOf(descriptor, operation),
    }),
    mountId: t.int({
      from: ['fdinfo'],
      nullable: true,
      description:
        'The mount that it was opened through; what the kernel mounts for itself stands in no mountinfo. Source: fdinfo `mnt_id`.',
      resolve: (descriptor) => descriptor.process.present(descriptor.record('fdinfo').mntId, 'mnt_id'),
    }),
    inode: t.field({
      type: 'BigInt',
      from: ['fdinfo'],
      nullable: true,
      description: 'Number of the file within its file system. Since Linux 5.14. Source: fdinfo `ino`.',
      resolve: (descriptor) => descriptor.process.present(descriptor.record('fdinfo').ino, 'ino'),
    }),
  }),
});

const DescriptorConnection = connectionType(DescriptorRef, ['fd']);

builder.objectFields(Process, (t) => ({
  fds: t.field({
    type: DescriptorConnection,
    from: ['fd/count'],
    nullable: true,
    args: pageArgs,
    description:
      'Its open files, in order of number. Who asks for nothing but `totalCount` is told it of processes too whose files may not be listed, since Linux 6.2. Source: the directory fd.',
    resolve: (process, args, { operation }) => {
      const listed = () => descriptorPage(process.descriptors, args);
      if (process.has('fd')) return listed();
      if (operation.machine.countsDescriptors) {
        return new Page({ ...descriptorPage([], args), totalCount: process.record('fd/count') });
      }
      return Promise.resolve(operation.load([process], ['fd'])).then(listed);
    },
  }),
  fd: t.field({
    type: DescriptorRef,
    from: ['fd'],
    nullable: true,
    args: { number: t.arg.int({ required: true, description: 'Descriptor number, from 0 on.' }) },
    description: 'Its open file with this number. Null if there is none. Source: the directory fd.',
    resolve: (process, { number }) =>
      process.record('fd').includes(bounded('number', number, 0, 2 ** 31 - 1)) ? process.descriptor(number) : null,
  }),
}));

function descriptorPage(descriptors: readonly FileDescriptor[], args: PageArgs): Page<FileDescriptor> {
  return pageByNumber(descriptors, ({ number }) => number, args);
}

function openOf(descriptor: FileDescriptor): Exclude<Open, { kind: 'socket' }> | Socket {
  const target = descriptor.record('fd/link');
  if (target.kind === 'socket') return socketOf(descriptor.process, target.inode);
  return { ...target, stats: descriptor.stats, descriptor };
}

async function obstacleOf(descriptor: FileDescriptor, operation: Operation): Promise<Obstacle | null> {
  const { isCaptured, privacy } = operation.machine;
  if (privacy.deny.includes('fdLines')) return 'DENIED';
  if (isCaptured) return 'CAPTURED';
  const opened = {
    target: descriptor.record('fd/link'),
    stats: descriptor.record('fd/stat'),
    flags: descriptor.record('fdinfo').flags,
  };
  const found = obstacle(opened, descriptor.record('fd/fileSystem'));
  return found ?? ownObstacle(operation, descriptor.process.pid, opened.stats);
}
