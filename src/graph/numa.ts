import { builder } from '../builder.ts';
import { memoryByNode } from '../model/numa.ts';
import { Process } from '../model/process.ts';
import { parseLink } from '../procfs/pid/link.ts';
import type { NumaArea } from '../procfs/pid/numa_maps.ts';
import type { Records } from '../procfs/records.ts';
import type { Integer } from '../procfs/text.ts';
import { pageByAddress } from './by-address.ts';
import { connectionType, pageArgs } from './connection.ts';
import { Path } from './path.ts';

const NumaNodeMemory = builder.objectRef<readonly [number, Integer]>('NumaNodeMemory').implement({
  description: 'Memory on one node: that of some CPUs, nearer to them than to others.',
  fields: (t) => ({
    node: t.int({ description: 'Number of the node.', resolve: ([node]) => node }),
    bytes: t.field({
      type: 'BigInt',
      description: 'Held in RAM there, bytes. Source: numa_maps `N`, `kernelpagesize_kB`.',
      resolve: ([, bytes]) => bytes,
    }),
  }),
});

const NumaMapping = builder.objectRef<NumaArea>('NumaMapping').implement({
  description:
    'Where the memory of a mapping is. Huge pages that were merged on the fly count as what they consist of.',
  fields: (t) => {
    const size = (key: 'anonymous' | 'dirty' | 'swapCache' | 'writeback', description: string, name: string) =>
      t.field({
        type: 'BigInt',
        description: `${description} Source: numa_maps \`${name}\`.`,
        resolve: (area) => area[key],
      });
    return {
      start: t.expose('start', {
        type: 'Address',
        description: 'The first address, as in `Process.maps`. Source: numa_maps, first column.',
      }),
      policy: t.exposeString('policy', {
        description:
          'Where its memory is to be, as the kernel prints it: `default`, `bind:0-1`, see numa(7). Source: numa_maps, second column.',
      }),
      path: t.field({
        type: Path,
        nullable: true,
        description: 'The file, or what is like one. Null of what is none. Source: numa_maps `file`.',
        resolve: ({ file }) => file && parseLink(file),
      }),
      name: t.exposeString('name', {
        nullable: true,
        description: '`heap` or `stack`, if it is one of them. Source: numa_maps `heap`, `stack`.',
      }),
      hugetlb: t.exposeBoolean('hugetlb', { description: 'Whether it is of hugetlb pages. Source: numa_maps `huge`.' }),
      pageBytes: t.expose('pageBytes', {
        type: 'BigInt',
        nullable: true,
        description: 'How large its pages are, bytes. Null if none is in RAM. Source: numa_maps `kernelpagesize_kB`.',
      }),
      nodes: t.field({
        type: [NumaNodeMemory],
        description: 'Where its memory is; none, if nothing is in RAM. Source: numa_maps `N`.',
        resolve: ({ nodes }) => [...nodes],
      }),
      anonymousBytes: size('anonymous', 'Of no file, or a copy of its page, bytes.', 'anon'),
      dirtyBytes: size('dirty', 'Written to, bytes.', 'dirty'),
      swapCacheBytes: size('swapCache', 'In RAM, and in swap too, bytes.', 'swapcache'),
      writebackBytes: size('writeback', 'Being written to storage, bytes.', 'writeback'),
      activeBytes: t.expose('active', {
        type: 'BigInt',
        nullable: true,
        description: 'Used lately, bytes. Null of hugetlb pages. Source: numa_maps `active`.',
      }),
      mostMappings: t.expose('mapMax', {
        type: 'BigInt',
        description: 'How many mappings the page has that has most, in all processes. Source: numa_maps `mapmax`.',
      }),
    };
  },
});

const NumaMappingConnection = connectionType(NumaMapping);

const Numa = builder.objectRef<Records<NumaArea>>('Numa').implement({
  description: 'On which nodes the memory of a process is, see numa(7).',
  fields: (t) => ({
    nodes: t.field({
      type: [NumaNodeMemory],
      nullable: true,
      description: 'All its memory, by node. Source: numa_maps `N`.',
      resolve: (areas) => memoryByNode(areas),
    }),
    mappings: t.field({
      type: NumaMappingConnection,
      nullable: true,
      args: pageArgs,
      description: 'Each mapping, in order of address; the cursor is the address. Source: numa_maps.',
      resolve: (areas, args) =>
        pageByAddress(
          areas,
          args,
          (area) => area,
          ({ start }) => start,
        ),
    }),
  }),
});

builder.objectField(Process, 'numa', (t) =>
  t.field({
    type: Numa,
    from: ['numa_maps'],
    expensive: true,
    nullable: true,
    description:
      'On which nodes its memory is. Expensive: the kernel looks at every page of the process, which cannot map memory meanwhile. Source: numa_maps.',
    resolve: (process) => process.record('numa_maps'),
  }),
);
