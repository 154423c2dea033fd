import { builder } from '../builder.ts';
import { Process } from '../model/process.ts';
import type { Status } from '../procfs/pid/status.ts';
import type { Integer } from '../procfs/text.ts';

/** The lines of status in this type: the value is a size, null for kernel threads and zombies. */
type Size = { [K in keyof Status]: Status[K] extends Integer | null ? K : never }[keyof Status];

const size =
  (key: Size) =>
  (process: Process): Integer =>
    process.present(process.record('status')[key], key);

export const Memory = builder.objectRef<Process>('Memory').implement({
  description: 'Memory of a process, in bytes. Null for zombies and kernel threads, which have none.',
  fields: (t) => {
    const line = (key: Size, description: string) =>
      t.field({ type: 'BigInt', from: ['status'], nullable: true, description, resolve: size(key) });
    return {
      residentBytes: line('vmRss', 'Held in RAM, bytes: anonymous, file and shared memory. Source: status `VmRSS`.'),
      peakResidentBytes: line('vmHwm', 'The most it ever held in RAM, bytes. Source: status `VmHWM`.'),
      anonymousBytes: line('rssAnon', 'Of that in RAM: not backed by a file, bytes. Source: status `RssAnon`.'),
      fileBytes: line('rssFile', 'Of that in RAM: pages of files, bytes. Source: status `RssFile`.'),
      sharedMemoryBytes: line('rssShmem', 'Of that in RAM: shared memory, bytes. Source: status `RssShmem`.'),
      virtualBytes: line('vmSize', 'Address space, bytes. Source: status `VmSize`.'),
      peakVirtualBytes: line('vmPeak', 'The most address space it ever had, bytes. Source: status `VmPeak`.'),
      swapBytes: line('vmSwap', 'Anonymous memory that is in swap, bytes. Source: status `VmSwap`.'),
      dataBytes: line('vmData', 'Address space of private, writable memory, bytes. Source: status `VmData`.'),
      stackBytes: line('vmStk', 'Address space of the first thread’s stack, bytes. Source: status `VmStk`.'),
      codeBytes: line('vmExe', 'Address space of the program’s code, bytes. Source: status `VmExe`.'),
      libraryBytes: line('vmLib', 'Address space of libraries’ code, bytes. Source: status `VmLib`.'),
      pageTableBytes: line('vmPte', 'Page tables, bytes. Source: status `VmPTE`.'),
      lockedBytes: line('vmLck', 'Locked in RAM, bytes; see mlock(2). Source: status `VmLck`.'),
      pinnedBytes: line('vmPin', 'Pinned: cannot be moved, a device uses it, bytes. Source: status `VmPin`.'),
      hugePageBytes: line(
        'hugetlbPages',
        'hugetlb pages, not counted as resident, bytes. Source: status `HugetlbPages`.',
      ),
    };
  },
});

builder.objectFields(Process, (t) => ({
  memory: t.field({ type: Memory, description: 'Memory in detail. Source: status.', resolve: (process) => process }),
  residentBytes: t.field({
    type: 'BigInt',
    from: ['stat'],
    description:
      'Memory held in RAM, bytes; off by some pages, as the kernel adds them up in batches. 0 for zombies and kernel threads. Source: stat `rss`; in a page of at most 50 of all processes that is ordered by it, statm `resident`.',
    resolve: ({ residentPages }, _, { operation }) => bytes(residentPages, operation.machine.pageBytes),
  }),
  virtualBytes: t.field({
    type: 'BigInt',
    from: ['stat'],
    description: 'Address space, bytes. 0 for zombies and kernel threads. Source: stat `vsize`.',
    resolve: ({ stat }) => stat.vsize,
  }),
}));

function bytes(pages: Integer, pageBytes: number): Integer {
  return typeof pages === 'bigint' ? pages * BigInt(pageBytes) : pages * pageBytes;
}
