import { builder } from '../builder.ts';
import { fanotifyEvents, fanotifyMarkFlags } from '../model/fanotify.ts';
import { flagsIn } from '../model/flags.ts';
import type { FanotifyMark as FanotifyMarkRecord, MarkedObject } from '../procfs/pid/fdinfo/fanotify.ts';
import { FileHandle } from './file-handle.ts';

const FanotifyEvent = builder.enumType('FanotifyEvent', {
  description: 'What a fanotify mark reports, see fanotify_mark(2). Each description ends with the bit.',
  values: fanotifyEvents,
});

const FanotifyMarkFlag = builder.enumType('FanotifyMarkFlag', {
  description: 'What stays with a fanotify mark, see fanotify_mark(2). Each description ends with the bit.',
  values: fanotifyMarkFlags,
});

const FanotifyMarkKind = builder.enumType('FanotifyMarkKind', {
  description: 'What a fanotify mark is on.',
  values: {
    INODE: { value: 'inode', description: 'A file or directory.' },
    MOUNT: { value: 'mount', description: 'All files of a mount.' },
    FILE_SYSTEM: { value: 'fileSystem', description: 'All files of a file system.' },
    MOUNT_NAMESPACE: { value: 'mountNamespace', description: 'The mounts of a mount namespace. Since Linux 6.15.' },
    UNKNOWN: { value: 'other', description: 'Something newer: `FileDescriptor.details` has the line.' },
  } satisfies Record<string, { value: MarkedObject['kind']; description: string }>,
});

function deviceOf(on: MarkedObject): { major: number; minor: number } | null {
  return 'device' in on ? on.device : null;
}

export const FanotifyMark = builder.objectRef<FanotifyMarkRecord>('FanotifyMark').implement({
  description: 'What a fanotify watches. Only the fields that identify a thing of its kind are not null.',
  fields: (t) => ({
    kind: t.field({
      type: FanotifyMarkKind,
      description: 'What it is on. Source: fdinfo, which number a line `fanotify` begins with.',
      resolve: ({ on }) => on.kind,
    }),
    inode: t.field({
      type: 'BigInt',
      nullable: true,
      description:
        'Inode number of the file; of a mount namespace, its number. Source: fdinfo `ino` of `fanotify`, hexadecimal; `mnt_ns`.',
      resolve: ({ on }) => ('ino' in on ? on.ino : 'inode' in on ? on.inode : null),
    }),
    major: t.int({
      nullable: true,
      description: 'Major number of the device, of a file or a file system. Source: fdinfo `sdev`, hexadecimal.',
      resolve: ({ on }) => deviceOf(on)?.major ?? null,
    }),
    minor: t.int({
      nullable: true,
      description: 'Minor number of that device. Source: fdinfo `sdev`, hexadecimal.',
      resolve: ({ on }) => deviceOf(on)?.minor ?? null,
    }),
    fileHandle: t.field({
      type: FileHandle,
      nullable: true,
      description: 'The file, for open_by_handle_at(2). Null if its file system gives none. Source: fdinfo `f_handle`.',
      resolve: ({ on }) => ('handle' in on ? on.handle : null),
    }),
    mountId: t.int({
      nullable: true,
      description: 'Id of the mount: `Mount.id`. Source: fdinfo `mnt_id` of `fanotify`, hexadecimal.',
      resolve: ({ on }) => ('mountId' in on ? on.mountId : null),
    }),
    events: t.field({
      type: [FanotifyEvent],
      description: 'What is reported. Bits without a name are left out. Source: fdinfo `mask`, hexadecimal.',
      resolve: ({ mask }) => flagsIn(mask, fanotifyEvents),
    }),
    ignoredEvents: t.field({
      type: [FanotifyEvent],
      description: 'What is not, even if another mark says so. Source: fdinfo `ignored_mask`, hexadecimal.',
      resolve: ({ ignored }) => flagsIn(ignored, fanotifyEvents),
    }),
    flags: t.field({
      type: [FanotifyMarkFlag],
      description: 'How it was made. Source: fdinfo `mflags`, hexadecimal.',
      resolve: ({ flags }) => flagsIn(flags, fanotifyMarkFlags),
    }),
  }),
});
