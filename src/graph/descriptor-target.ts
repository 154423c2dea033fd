import { builder } from '../builder.ts';
import type { Open } from '../model/open.ts';
import { isDeleted, isDevice } from '../model/target.ts';
import { anonymousType, anonymousTypes } from './anonymous-inode.ts';
import { Device } from './device.ts';
import { DmaBuf, MemoryFile } from './memory-file.ts';
import { Namespace } from './namespace.ts';
import { Pipe } from './pipe.ts';
import { SocketRef } from './socket.ts';

/** Without the mark of a deleted file, if it is one. */
function pathOf(file: Open<'file'>): Buffer {
  return isDeleted(file, file.stats) ? file.path : file.link;
}

const File = builder.objectRef<Open<'file'>>('File').implement({
  description: 'Something in a file system: a file, a directory, a FIFO, a socket with a name.',
  fields: (t) => ({
    path: t.string({
      description: 'The path, as that of Path. Bytes that are not UTF-8 become U+FFFD.',
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

const UnknownTarget = builder.objectRef<Open<'other'>>('UnknownTarget').implement({
  description: 'Something that procql does not know.',
  fields: (t) => ({
    link: t.string({ description: 'What the kernel calls it.', resolve: ({ link }) => link.toString() }),
  }),
});

const types = {
  file: File,
  pipe: Pipe,
  socket: SocketRef,
  memfd: MemoryFile,
  secretmem: MemoryFile,
  dmabuf: DmaBuf,
  namespace: Namespace,
  other: UnknownTarget,
};

export const DescriptorTarget = builder.unionType('DescriptorTarget', {
  description: 'What a descriptor leads to.',
  types: [File, Device, Pipe, SocketRef, ...anonymousTypes, MemoryFile, DmaBuf, Namespace, UnknownTarget],
  resolveType: (value) => {
    const open = value as Open; // `FileDescriptor.target` makes them all
    if (open.kind === 'anonymous') return anonymousType(open);
    return open.kind === 'file' && open.stats && isDevice(open.stats) ? Device : types[open.kind];
  },
});
