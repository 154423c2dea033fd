import { builder } from '../builder.ts';
import { flagsIn } from '../model/flags.ts';
import { inotifyEvents } from '../model/inotify-events.ts';
import type { Open } from '../model/open.ts';
import { type InotifyWatch as InotifyWatchRecord, parseInotify } from '../procfs/pid/fdinfo/inotify.ts';
import { FileHandle } from './file-handle.ts';

const InotifyEvent = builder.enumType('InotifyEvent', {
  description: 'What an inotify watch reports, and how, see inotify(7). Each description ends with the bit.',
  values: inotifyEvents,
});

const InotifyWatch = builder.objectRef<InotifyWatchRecord>('InotifyWatch').implement({
  description: 'A file or directory that is watched. The kernel keeps its inode, not its path.',
  fields: (t) => ({
    number: t.exposeInt('wd', {
      description: 'Its watch descriptor, unique within the inotify. Source: fdinfo `wd`, hexadecimal.',
    }),
    inode: t.expose('ino', {
      type: 'BigInt',
      description: 'Inode number of the file. Source: fdinfo `ino` of `inotify`, hexadecimal.',
    }),
    major: t.int({
      description: 'Major number of the device that the file is on. Source: fdinfo `sdev`, hexadecimal.',
      resolve: ({ device }) => device.major,
    }),
    minor: t.int({
      description: 'Minor number of that device. Source: fdinfo `sdev`, hexadecimal.',
      resolve: ({ device }) => device.minor,
    }),
    events: t.field({
      type: [InotifyEvent],
      description: 'What is reported, and how. Bits without a name are left out. Source: fdinfo `mask`, hexadecimal.',
      resolve: ({ mask }) => flagsIn(mask, inotifyEvents),
    }),
    fileHandle: t.expose('handle', {
      type: FileHandle,
      nullable: true,
      description: 'The file, for open_by_handle_at(2). Null if its file system gives none. Source: fdinfo `f_handle`.',
    }),
  }),
});

export const Inotify = builder.objectRef<Open<'anonymous'>>('Inotify').implement({
  description: 'A descriptor from which changes of files are read, see inotify(7).',
  fields: (t) => ({
    watches: t.field({
      type: [InotifyWatch],
      from: ['fdinfo'],
      nullable: true,
      description: 'What it watches, the newest first. Source: fdinfo, the lines `inotify`.',
      resolve: (open) => open.descriptor.details(parseInotify),
    }),
  }),
});
