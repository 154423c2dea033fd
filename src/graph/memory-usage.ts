import { builder } from '../builder.ts';
import { ProcfsError } from '../procfs/error.ts';
import type { Usage } from '../procfs/pid/smaps.ts';
import { type Integer, plus } from '../procfs/text.ts';

/** The lines that are sizes or numbers. */
export type Line = { [K in keyof Usage]: Usage[K] extends Integer | null ? K : never }[keyof Usage];

/** What a line says that this kernel may not have. */
export function printed<T>(value: T | null, what: string): T {
  if (value !== null) return value;
  throw new ProcfsError('UNSUPPORTED', `this kernel says nothing of ${what}`);
}

const sum =
  (first: Line, second: Line) =>
  (usage: Usage): Integer =>
    plus(printed(usage[first], first), printed(usage[second], second));

const OtherFigure = builder.objectRef<readonly [string, string]>('OtherFigure').implement({
  description: 'A line that procql does not know: later kernels have more.',
  fields: (t) => ({
    key: t.string({ description: 'What stands before the colon.', resolve: ([key]) => key }),
    text: t.string({ description: 'What stands behind it.', resolve: ([, text]) => text }),
  }),
});

/** What smaps says of each mapping, and smaps_rollup of all together. */
export const MemoryUsage = builder.interfaceRef<Usage>('MemoryUsage').implement({
  description: 'What memory is used for, in bytes. Null is what this kernel does not say.',
  fields: (t) => {
    const line = (key: Line, description: string, name: string) =>
      t.field({
        type: 'BigInt',
        nullable: true,
        description: `${description} Source: smaps \`${name}\`.`,
        resolve: (usage) => printed(usage[key], name),
      });
    const both = (first: Line, second: Line, description: string, names: string) =>
      t.field({
        type: 'BigInt',
        nullable: true,
        description: `${description} Source: smaps ${names}.`,
        resolve: sum(first, second),
      });
    return {
      residentBytes: line('rss', 'Held in RAM, bytes.', 'Rss'),
      proportionalBytes: line(
        'pss',
        'Held in RAM, each page divided by how many mappings share it, bytes: of all processes together, it is the memory that they use.',
        'Pss',
      ),
      proportionalDirtyBytes: line('pssDirty', 'Of that, in pages that were written to, bytes.', 'Pss_Dirty'),
      uniqueBytes: both(
        'privateClean',
        'privateDirty',
        'Held in RAM, and nobody else maps it, bytes: what would be free without it.',
        '`Private_Clean`, `Private_Dirty`',
      ),
      privateCleanBytes: line('privateClean', 'Of that, not written to, bytes.', 'Private_Clean'),
      privateDirtyBytes: line('privateDirty', 'Of that, written to, bytes.', 'Private_Dirty'),
      sharedBytes: both(
        'sharedClean',
        'sharedDirty',
        'Held in RAM, and others map it too, bytes.',
        '`Shared_Clean`, `Shared_Dirty`',
      ),
      sharedCleanBytes: line('sharedClean', 'Of that, not written to, bytes.', 'Shared_Clean'),
      sharedDirtyBytes: line('sharedDirty', 'Of that, written to, bytes.', 'Shared_Dirty'),
      dirtyBytes: both(
        'sharedDirty',
        'privateDirty',
        'Held in RAM, and written to, bytes.',
        '`Shared_Dirty`, `Private_Dirty`',
      ),
      referencedBytes: line('referenced', 'Held in RAM, and used lately, bytes.', 'Referenced'),
      anonymousBytes: line('anonymous', 'Held in RAM, and of no file, or a copy of its page, bytes.', 'Anonymous'),
      mergedBytes: line('ksm', 'Pages that the kernel merged with equal ones, bytes.', 'KSM'),
      lazyFreeBytes: line('lazyFree', 'Given back with MADV_FREE, and not taken yet, bytes.', 'LazyFree'),
      anonymousHugePageBytes: line('anonHugePages', 'In huge pages of no file, bytes.', 'AnonHugePages'),
      sharedMemoryHugePageBytes: line('shmemPmdMapped', 'In huge pages of shared memory, bytes.', 'ShmemPmdMapped'),
      fileHugePageBytes: line('filePmdMapped', 'In huge pages of files, bytes.', 'FilePmdMapped'),
      sharedHugetlbBytes: line(
        'sharedHugetlb',
        'In hugetlb pages that others map too, not counted as resident, bytes.',
        'Shared_Hugetlb',
      ),
      privateHugetlbBytes: line(
        'privateHugetlb',
        'In hugetlb pages that nobody else maps, not counted as resident, bytes.',
        'Private_Hugetlb',
      ),
      swapBytes: line('swap', 'In swap, bytes.', 'Swap'),
      proportionalSwapBytes: line(
        'swapPss',
        'In swap, each page divided by how many mappings share it, bytes; not that of shared memory.',
        'SwapPss',
      ),
      lockedBytes: line('locked', 'Locked in RAM, each page divided by how many share it, bytes.', 'Locked'),
      otherFigures: t.field({
        type: [OtherFigure],
        description: 'What later kernels add. Source: smaps.',
        resolve: ({ others }) => [...others],
      }),
    };
  },
});
