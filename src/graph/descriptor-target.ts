import { builder } from '../builder.ts';
import { deviceNumber, isDeleted, isDevice } from '../model/target.ts';
import type { Stats } from '../procfs/batch.ts';
import type { Target } from '../procfs/pid/fd.ts';
import { Namespace } from './namespace.ts';

/** What a descriptor leads to: what its link says, and what stat(2) says of it if it says anything. */
type Open<K extends Target['kind'] = Target['kind']> = Extract<Target, { kind: K }> & { stats: Stats | null };

/** Without the mark of a deleted file, if it is one. */
function pathOf(file: Open<'file'>): Buffer {
  return isDeleted(file, file.stats) ? file.path : file.link;
}

const File = builder.objectRef<Open<'file'>>('File').implement({
  description: 'Something in a file system: a file, a directory, a FIFO, a socket with a name.',
  fields: (t) => ({
    path: t.string({
      description: 'The path, as the process sees it. Bytes that are not UTF-8 become U+FFFD.',
      resolve: (file) => pathOf(file).toString(),
    }),
    raw: t.string({
      description: 'The bytes of the path, in base64.',
      resolve: (file) => pathOf(file).toString('base64'),
    }),
    deleted: t.boolean({
      description: 'Whether no directory has it any more.',
      resolve: (file) => isDeleted(file, file.stats),
    }),
    sizeBytes: t.field({
      type: 'BigInt',
      nullable: true,
      description: 'Its length, bytes. Null where stat(2) says nothing.',
      resolve: ({ stats }) => stats?.size ?? null,
    }),
  }),
});

const Device = builder.objectRef<Open<'file'>>('Device').implement({
  description: 'A device.',
  fields: (t) => ({
    path: t.string({ description: 'The path of its device file.', resolve: ({ path }) => path.toString() }),
    major: t.int({
      nullable: true,
      description: 'Major number: its driver.',
      resolve: ({ stats }) => stats && deviceNumber(stats).major,
    }),
    minor: t.int({
      nullable: true,
      description: 'Minor number.',
      resolve: ({ stats }) => stats && deviceNumber(stats).minor,
    }),
  }),
});

const Pipe = builder.objectRef<Open<'pipe'>>('Pipe').implement({
  description: 'A pipe without a name.',
  fields: (t) => ({
    inode: t.field({
      type: 'BigInt',
      description: 'Its number: both ends have the same.',
      resolve: ({ inode }) => inode,
    }),
  }),
});

const Socket = builder.objectRef<Open<'socket'>>('Socket').implement({
  description: 'A socket.',
  fields: (t) => ({
    inode: t.field({
      type: 'BigInt',
      description: 'Its number: whoever shares it has the same, the other end has another.',
      resolve: ({ inode }) => inode,
    }),
  }),
});

const AnonymousInode = builder.objectRef<Open<'anonymous'>>('AnonymousInode').implement({
  description: 'An object of the kernel that is no file.',
  fields: (t) => ({
    name: t.string({
      description: 'What kind of object: eventfd, eventpoll, timerfd, signalfd, inotify, pidfd, bpf-map, ...',
      resolve: ({ name }) => name,
    }),
  }),
});

const MemoryFile = builder.objectRef<Open<'memfd' | 'secretmem' | 'dmabuf'>>('MemoryFile').implement({
  description: 'A file that lives in memory only.',
  fields: (t) => ({
    name: t.string({
      description: 'The name that it was given; secret memory is just `secretmem`.',
      resolve: (file) => ('name' in file ? file.name.toString() : file.kind),
    }),
    sizeBytes: t.field({
      type: 'BigInt',
      nullable: true,
      description: 'Its length, bytes. Null where stat(2) says nothing.',
      resolve: ({ stats }) => stats?.size ?? null,
    }),
  }),
});

const UnknownTarget = builder.objectRef<Open<'other'>>('UnknownTarget').implement({
  description: 'Something that procql does not know.',
  fields: (t) => ({
    link: t.string({ description: 'What the kernel calls it.', resolve: ({ link }) => link.toString() }),
  }),
});

const types = {
  file: File,
  pipe: Pipe,
  socket: Socket,
  anonymous: AnonymousInode,
  memfd: MemoryFile,
  secretmem: MemoryFile,
  dmabuf: MemoryFile,
  namespace: Namespace,
  other: UnknownTarget,
};

export const DescriptorTarget = builder.unionType('DescriptorTarget', {
  description: 'What a descriptor leads to.',
  types: [File, Device, Pipe, Socket, AnonymousInode, MemoryFile, Namespace, UnknownTarget],
  resolveType: (open) => {
    const { kind, stats } = open as Open; // `FileDescriptor.target` makes them all
    return kind === 'file' && stats && isDevice(stats) ? Device : types[kind];
  },
});
