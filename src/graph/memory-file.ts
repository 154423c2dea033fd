import { builder } from '../builder.ts';
import type { Open } from '../model/open.ts';
import { parseDmabuf } from '../procfs/pid/fdinfo/dmabuf.ts';

export const MemoryFile = builder.objectRef<Open<'memfd' | 'secretmem'>>('MemoryFile').implement({
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

export const DmaBuf = builder.objectRef<Open<'dmabuf'>>('DmaBuf').implement({
  description: 'Memory that devices and processes share.',
  fields: (t) => ({
    name: t.string({
      description: 'The name that it was given, perhaps none. Source: the link in fd.',
      resolve: ({ name }) => name.toString(),
    }),
    sizeBytes: t.field({
      type: 'BigInt',
      from: ['fdinfo'],
      nullable: true,
      description: 'Its length, bytes. Source: fdinfo `size`.',
      resolve: (open) => open.descriptor.details(parseDmabuf).size,
    }),
    references: t.field({
      type: 'BigInt',
      from: ['fdinfo'],
      nullable: true,
      description: 'How many hold it: descriptors, mappings, devices. Source: fdinfo `count`.',
      resolve: (open) => open.descriptor.details(parseDmabuf).count,
    }),
    exporter: t.string({
      from: ['fdinfo'],
      nullable: true,
      description: 'The driver or heap that it comes from. Source: fdinfo `exp_name`.',
      resolve: (open) => open.descriptor.details(parseDmabuf).exporter,
    }),
  }),
});
