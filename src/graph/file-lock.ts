import { builder } from '../builder.ts';
import { FileDescriptor } from '../model/file-descriptor.ts';
import { known, lockAccesses, lockKinds, lockStates } from '../model/lock.ts';
import { processNamed } from '../model/named-process.ts';
import { type Lock, parseLocks } from '../procfs/pid/fdinfo/lock.ts';
import { ProcessRef } from './process.ts';

const FileLockKind = builder.enumType('FileLockKind', { description: 'Whose a lock is.', values: lockKinds });

const FileLockState = builder.enumType('FileLockState', {
  description: 'For whom a lock holds, or how far a lease is.',
  values: lockStates,
});

const FileLockAccess = builder.enumType('FileLockAccess', {
  description: 'What a lock is for.',
  values: lockAccesses,
});

const FileLock = builder.objectRef<Lock>('FileLock').implement({
  description: 'A lock or lease that is held through a descriptor, see proc_locks(5).',
  fields: (t) => ({
    kind: t.field({
      type: FileLockKind,
      description: 'Whose it is. Source: fdinfo `lock`.',
      resolve: ({ kind }) => known(kind, lockKinds),
    }),
    state: t.field({
      type: FileLockState,
      description: 'For whom it holds; of a lease, how far it is. Source: fdinfo `lock`.',
      resolve: ({ state }) => known(state, lockStates),
    }),
    access: t.field({
      type: FileLockAccess,
      description: 'What it is for. Source: fdinfo `lock`.',
      resolve: ({ access }) => known(access, lockAccesses),
    }),
    pid: t.exposeInt('pid', {
      nullable: true,
      description:
        'Pid of who took it. A FLOCK outlives that process while others have the file open: the pid may be nobody’s by now, or another’s; outside of the first pid namespace, the kernel says none then. Null for OFDLCK, which no process owns, and if the process is not to be seen. Source: fdinfo `lock`.',
    }),
    process: t.field({
      type: ProcessRef,
      nullable: true,
      description: 'The process that has that pid now. Null as that is, and if there is none. Source: fdinfo `lock`.',
      resolve: ({ pid }, _, { operation }) => processNamed(operation, pid),
    }),
    inode: t.field({
      type: 'BigInt',
      nullable: true,
      description: 'Inode number of the file. Source: fdinfo `lock`.',
      resolve: ({ file }) => file?.ino,
    }),
    major: t.int({
      nullable: true,
      description: 'Major number of the device that the file is on. Source: fdinfo `lock`, hexadecimal.',
      resolve: ({ file }) => file?.device.major,
    }),
    minor: t.int({
      nullable: true,
      description: 'Minor number of that device. Source: fdinfo `lock`, hexadecimal.',
      resolve: ({ file }) => file?.device.minor,
    }),
    firstByte: t.expose('start', {
      type: 'BigInt',
      description: 'The first byte that it covers, from 0 on. Source: fdinfo `lock`.',
    }),
    lastByte: t.expose('end', {
      type: 'BigInt',
      nullable: true,
      description: 'The last byte that it covers. Null: to the end, however long the file gets. Source: fdinfo `lock`.',
    }),
  }),
});

builder.objectField(FileDescriptor, 'locks', (t) =>
  t.field({
    type: [FileLock],
    from: ['fdinfo'],
    nullable: true,
    description: 'The locks and leases that are held through it. Source: fdinfo, the lines `lock`.',
    resolve: (descriptor) => descriptor.details(parseLocks),
  }),
);
