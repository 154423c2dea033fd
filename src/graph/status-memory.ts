import { builder } from '../builder.ts';
import type { Status as StatusRecord } from '../procfs/pid/status.ts';
import type { Integer } from '../procfs/text.ts';
import { line, Status } from './status.ts';

type Key = { [K in keyof StatusRecord]: StatusRecord[K] extends Integer | null ? K : never }[keyof StatusRecord];

builder.objectFields(Status, (t) => {
  const bytes = (key: Key, description: string) =>
    t.field({ type: 'BigInt', nullable: true, description, resolve: (task) => line(task, key) });
  return {
    peakVirtualBytes: bytes('vmPeak', 'The most address space it ever had, bytes. Source: status `VmPeak`.'),
    virtualBytes: bytes('vmSize', 'Address space, bytes. Source: status `VmSize`.'),
    lockedBytes: bytes('vmLck', 'Locked in RAM, see mlock(2), bytes. Source: status `VmLck`.'),
    pinnedBytes: bytes('vmPin', 'Cannot be moved, as a device uses it, bytes. Source: status `VmPin`.'),
    peakResidentBytes: bytes('vmHwm', 'The most it ever held in RAM, bytes. Source: status `VmHWM`.'),
    residentBytes: bytes('vmRss', 'Held in RAM, the sum of the next three, bytes. Source: status `VmRSS`.'),
    residentAnonymousBytes: bytes('rssAnon', 'Held in RAM, backed by no file, bytes. Source: status `RssAnon`.'),
    residentFileBytes: bytes('rssFile', 'Held in RAM, pages of files, bytes. Source: status `RssFile`.'),
    residentSharedMemoryBytes: bytes('rssShmem', 'Held in RAM, shared memory, bytes. Source: status `RssShmem`.'),
    dataBytes: bytes('vmData', 'Address space of private, writable memory, bytes. Source: status `VmData`.'),
    stackBytes: bytes('vmStk', 'Address space of the stack of the first thread, bytes. Source: status `VmStk`.'),
    codeBytes: bytes('vmExe', 'Address space of the code of the program, bytes. Source: status `VmExe`.'),
    libraryBytes: bytes('vmLib', 'Address space of the code of libraries, bytes. Source: status `VmLib`.'),
    pageTableBytes: bytes('vmPte', 'Page tables, bytes. Source: status `VmPTE`.'),
    secondLevelPageTableBytes: bytes(
      'vmPmd',
      'Page tables of the second level, bytes; part of the others since Linux 4.15. Source: status `VmPMD`.',
    ),
    swapBytes: bytes('vmSwap', 'In swap, without shared memory, bytes. Source: status `VmSwap`.'),
    hugePageBytes: bytes(
      'hugetlbPages',
      'Huge pages of hugetlbfs, not in resident, bytes. Source: status `HugetlbPages`.',
    ),
    isDumpingCore: t.boolean({
      nullable: true,
      description: 'Whether its memory is written to a core dump at this moment. Source: status `CoreDumping`.',
      resolve: (task) => line(task, 'coreDumping'),
    }),
    mayHaveTransparentHugePages: t.boolean({
      nullable: true,
      description:
        'Whether the kernel may give it huge pages unasked, see PR_SET_THP_DISABLE(2const). Source: status `THP_enabled`.',
      resolve: (task) => line(task, 'thpEnabled'),
    }),
    untagMask: t.field({
      type: 'Address',
      nullable: true,
      description: 'The bits of a pointer that are address, not tag. Source: status `untag_mask`.',
      resolve: (task) => line(task, 'untagMask'),
    }),
  };
});
