import { builder } from '../builder.ts';
import { FileDescriptor } from '../model/file-descriptor.ts';
import type { FdinfoLine } from '../procfs/pid/fdinfo.ts';

const DescriptorDetail = builder.objectRef<FdinfoLine>('DescriptorDetail').implement({
  description: 'A line that the kernel prints of some open files only. Bytes that are not UTF-8 become U+FFFD.',
  fields: (t) => ({
    key: t.exposeString('key', {
      description: 'What stands before the colon, or all of a line without one. Source: fdinfo.',
    }),
    value: t.exposeString('value', { description: 'What stands behind it. Source: fdinfo.' }),
  }),
});

builder.objectField(FileDescriptor, 'details', (t) =>
  t.field({
    type: [DescriptorDetail],
    from: ['fdinfo'],
    nullable: true,
    description:
      'What fdinfo says of its kind of file, as it stands there: also where `target` has fields for it, and where procql does not know it. Keys repeat. Source: fdinfo, the lines behind `ino`.',
    resolve: (descriptor) => descriptor.record('fdinfo').extra,
  }),
);
