import { builder } from '../builder.ts';
import { epollEvents } from '../model/epoll-events.ts';
import { FileDescriptor } from '../model/file-descriptor.ts';
import { flagsIn } from '../model/flags.ts';
import type { Open } from '../model/open.ts';
import type { Operation } from '../model/operation.ts';
import type { Process } from '../model/process.ts';
import { type EpollTarget as EpollTargetRecord, parseEpoll } from '../procfs/pid/fdinfo/epoll.ts';

const EpollEvent = builder.enumType('EpollEvent', {
  description: 'What an epoll waits for, and how, see epoll_ctl(2). Each description ends with the bit.',
  values: epollEvents,
});

/** A descriptor that is watched, and the process in which its number counts. */
type Watched = EpollTargetRecord & { process: Process };

const EpollTarget = builder.objectRef<Watched>('EpollTarget').implement({
  description: 'A descriptor that an epoll watches. Inode, device and position are null before Linux 4.13.',
  fields: (t) => ({
    number: t.exposeInt('fd', {
      description: 'Its number when it was added; more than one target can have it. Source: fdinfo `tfd`.',
    }),
    descriptor: t.field({
      type: FileDescriptor,
      nullable: true,
      description:
        'What has that number in this process. Null if nothing has by now, or a file of another inode. Source: fdinfo `tfd`, `ino`.',
      resolve: (target, _, { operation }) => openStill(operation, target),
    }),
    events: t.field({
      type: [EpollEvent],
      description:
        'What is waited for, and how. Bits without a name are left out. Source: fdinfo `events`, hexadecimal.',
      resolve: ({ events }) => flagsIn(events, epollEvents),
    }),
    data: t.expose('data', {
      type: 'Address',
      description:
        'What the program gets with an event: its own, any 64 bits, often a pointer. Source: fdinfo `data`, hexadecimal.',
    }),
    position: t.expose('pos', {
      type: 'BigInt',
      nullable: true,
      description: 'Where it reads or writes next, bytes from the beginning. Source: fdinfo `pos` of `tfd`.',
    }),
    inode: t.expose('ino', {
      type: 'BigInt',
      nullable: true,
      description:
        'Inode number of what is watched; most objects without a file share one. Source: fdinfo `ino` of `tfd`, hexadecimal.',
    }),
    major: t.int({
      nullable: true,
      description: 'Major number of the device that the inode is on. Source: fdinfo `sdev`, hexadecimal.',
      resolve: ({ device }) => device?.major,
    }),
    minor: t.int({
      nullable: true,
      description: 'Minor number of that device. Source: fdinfo `sdev`, hexadecimal.',
      resolve: ({ device }) => device?.minor,
    }),
  }),
});

export const Epoll = builder.objectRef<Open<'anonymous'>>('Epoll').implement({
  description: 'A set of descriptors that can be waited for at once, see epoll(7).',
  fields: (t) => ({
    targets: t.field({
      type: [EpollTarget],
      from: ['fdinfo'],
      nullable: true,
      description: 'The descriptors that it watches. Source: fdinfo, the lines `tfd`.',
      resolve: (open) => {
        const { process } = open.descriptor;
        return open.descriptor.details(parseEpoll).map((target) => ({ ...target, process }));
      },
    }),
  }),
});

/** A number that was closed can have been given to another file: its inode tells, as far as there are two. */
function openStill(
  operation: Operation,
  { process, fd, ino }: Watched,
): Promise<FileDescriptor | null> | FileDescriptor | null {
  const descriptor = process.descriptor(fd);
  const unlessAnother = (): FileDescriptor | null => {
    if (descriptor.failure) return null;
    const found = descriptor.record('fdinfo').ino;
    return ino === null || found === null || BigInt(found) === ino ? descriptor : null;
  };
  return operation.load([descriptor], ['fdinfo'])?.then(unlessAnother) ?? unlessAnother();
}
