import { builder } from '../builder.ts';
import type { FileHandle as FileHandleRecord } from '../procfs/pid/fdinfo/file-handle.ts';

export const FileHandle = builder.objectRef<FileHandleRecord>('FileHandle').implement({
  description: 'What names a file of a file system without a path, see name_to_handle_at(2).',
  fields: (t) => ({
    type: t.exposeInt('type', {
      description: 'Which form the file system gave it. Source: fdinfo `fhandle-type`, hexadecimal.',
    }),
    hex: t.string({
      description: 'Its bytes, in hexadecimal. Source: fdinfo `f_handle`.',
      resolve: ({ handle }) => handle.toString('hex'),
    }),
  }),
});
