import { builder } from '../builder.ts';
import { settled } from '../model/deleted.ts';
import {
  areasOf,
  type MappingFilter as Filter,
  hasInode,
  type Mapping,
  matches,
  pathOf,
  usageOf,
} from '../model/mapping.ts';
import { identify, mappingKinds } from '../model/mapping-kinds.ts';
import { Process } from '../model/process.ts';
import { pageByAddress } from './by-address.ts';
import { connectionType, pageArgs } from './connection.ts';
import { MappingUsage } from './mapping-usage.ts';
import { Path } from './path.ts';
import { TextFilter } from './text-filter.ts';

const MappingKind = builder.enumType('MappingKind', {
  description: 'What stands in a range of addresses.',
  values: mappingKinds,
});

const MappingRef = builder.objectRef<Mapping>('Mapping').implement({
  description: 'A range of addresses of a process, and what stands there, see mmap(2).',
  fields: (t) => ({
    start: t.field({
      type: 'Address',
      description: 'The first address. Source: maps, first column.',
      resolve: ({ area }) => area.start,
    }),
    end: t.field({
      type: 'Address',
      description: 'The first address behind it. Source: maps, first column.',
      resolve: ({ area }) => area.end,
    }),
    sizeBytes: t.field({
      type: 'BigInt',
      description: 'Address space, bytes: how much of it holds memory, `usage` tells. Source: maps, first column.',
      resolve: ({ area }) => area.end - area.start,
    }),
    readable: t.boolean({
      description: 'May be read. Source: maps, second column, r.',
      resolve: ({ area }) => area.readable,
    }),
    writable: t.boolean({
      description: 'May be written. Source: maps, second column, w.',
      resolve: ({ area }) => area.writable,
    }),
    executable: t.boolean({
      description: 'May be executed. Source: maps, second column, x.',
      resolve: ({ area }) => area.executable,
    }),
    shared: t.boolean({
      description:
        'What is written there, others who map it see; if it is false, the process gets a copy. Source: maps, second column, s or p.',
      resolve: ({ area }) => area.shared,
    }),
    kind: t.field({
      type: MappingKind,
      description:
        'What stands there; a file in / that is called like something else is taken for that. Source: maps, last column.',
      resolve: ({ area }) => identify(area.name).kind,
    }),
    name: t.string({
      nullable: true,
      description:
        'What it is called, of what is no file: `heap`, or what the process called it. Bytes that are not UTF-8 become U+FFFD. Null of files and of what has no name. Source: maps, last column.',
      resolve: ({ area }) => identify(area.name).name?.toString() ?? null,
    }),
    path: t.field({
      type: Path,
      nullable: true,
      description:
        'The file. A newline in its name looks like `\\012` in it, and is taken for one. Null of what is no file. Source: maps, last column.',
      resolve: ({ process, area }, _, { operation }) => {
        const link = pathOf(area);
        const place = `${process.pid}/map_files/${area.start.toString(16)}-${area.end.toString(16)}`;
        return link?.deleted ? settled(operation, process, link, place) : link;
      },
    }),
    offset: t.field({
      type: 'BigInt',
      nullable: true,
      description: 'Where in the file it begins, bytes. Null of what is no file. Source: maps, third column.',
      resolve: ({ area }) => (hasInode(area) ? area.offset : null),
    }),
    deviceMajor: t.int({
      nullable: true,
      description:
        'Major number of the file’s device; stat(2) tells another on some file systems. Null of what is no file. Source: maps, fourth column.',
      resolve: ({ area }) => (hasInode(area) ? area.major : null),
    }),
    deviceMinor: t.int({
      nullable: true,
      description: 'Minor number of that device. Null of what is no file. Source: maps, fourth column.',
      resolve: ({ area }) => (hasInode(area) ? area.minor : null),
    }),
    inode: t.field({
      type: 'BigInt',
      nullable: true,
      description: 'Number of the file on that device. Null of what is no file. Source: maps, fifth column.',
      resolve: ({ area }) => (hasInode(area) ? area.inode : null),
    }),
    usage: t.field({
      type: MappingUsage,
      from: ['smaps'],
      expensive: true,
      nullable: true,
      description:
        'How much memory it uses. Expensive: the kernel looks at every page of the process, which cannot map memory meanwhile. Source: smaps.',
      resolve: usageOf,
    }),
  }),
});

const MappingFilter = builder.inputRef<Filter>('MappingFilter').implement({
  description: 'Which mappings: all that is given must hold.',
  fields: (t) => ({
    kinds: t.field({ type: [MappingKind], description: 'What stands there is one of these.' }),
    path: t.field({ type: TextFilter, description: 'Path of the file. Source: maps, last column.' }),
    name: t.field({ type: TextFilter, description: 'Name of what is no file. Source: maps, last column.' }),
    address: t.field({ type: 'Address', description: 'This address is in it.' }),
    readable: t.boolean({ description: 'May be read, or may not.' }),
    writable: t.boolean({ description: 'May be written, or may not.' }),
    executable: t.boolean({ description: 'May be executed, or may not.' }),
    shared: t.boolean({ description: 'Shared, or private.' }),
  }),
});

const MappingConnection = connectionType(MappingRef);

builder.objectField(Process, 'maps', (t) =>
  t.field({
    type: MappingConnection,
    from: ['maps'],
    nullable: true,
    args: { where: t.arg({ type: MappingFilter, description: 'Which mappings. All, if not given.' }), ...pageArgs },
    description:
      'What stands in its address space, in order of address; the cursor is the address. What it maps meanwhile may be there or not. Source: maps; smaps where that is read anyway.',
    resolve: (process, { where, ...args }) =>
      pageByAddress(
        areasOf(process),
        args,
        (area, index) => ({ process, index, area }),
        ({ area }) => area.start,
        where ? (area) => matches(area, where) : undefined,
      ),
  }),
);
