import { builder } from '../builder.ts';
import { said } from '../procfs/error.ts';
import { difference, type Meminfo } from '../procfs/meminfo.ts';
import { SystemStat } from './system-stat.ts';

const SystemMemory = builder.objectRef<Meminfo>('SystemMemory').implement({
  description: 'Memory of the machine, in bytes. Null where the kernel is too old for the line.',
  fields: (t) => {
    const line = (key: string, description: string) =>
      t.field({ type: 'BigInt', nullable: true, description, resolve: (meminfo) => said(meminfo.get(key), key) });
    return {
      totalBytes: line('MemTotal', 'RAM that the kernel can use, bytes. Source: /proc/meminfo `MemTotal`.'),
      availableBytes: line(
        'MemAvailable',
        'What programs could still get without swapping, as the kernel estimates: what is free, and much of the caches, bytes. Source: /proc/meminfo `MemAvailable`.',
      ),
      usedBytes: t.field({
        type: 'BigInt',
        nullable: true,
        description:
          'The rest: total less available, bytes, as free(1) of procps 4 has it. Others take buffers and caches from what is not free, and get less. Source: /proc/meminfo `MemTotal`, `MemAvailable`.',
        resolve: (meminfo) => difference(meminfo, 'MemTotal', 'MemAvailable'),
      }),
      freeBytes: line(
        'MemFree',
        'Used for nothing at all, bytes: little, on a machine that has run for a while. Source: /proc/meminfo `MemFree`.',
      ),
      bufferBytes: line('Buffers', 'Cache of raw block devices, bytes. Source: /proc/meminfo `Buffers`.'),
      cachedBytes: line(
        'Cached',
        'Cache of files, bytes; shared memory and tmpfs included, which are no cache. Source: /proc/meminfo `Cached`.',
      ),
      sharedBytes: line('Shmem', 'Shared memory and tmpfs, bytes. Source: /proc/meminfo `Shmem`.'),
      reclaimableSlabBytes: line(
        'SReclaimable',
        'The kernel’s caches of its own objects that it gives up when memory is short, bytes. Source: /proc/meminfo `SReclaimable`.',
      ),
      unreclaimableSlabBytes: line(
        'SUnreclaim',
        'The kernel’s own objects that it cannot give up, bytes. Source: /proc/meminfo `SUnreclaim`.',
      ),
      dirtyBytes: line('Dirty', 'Waits to be written to storage, bytes. Source: /proc/meminfo `Dirty`.'),
      writebackBytes: line('Writeback', 'Is being written to storage, bytes. Source: /proc/meminfo `Writeback`.'),
      activeBytes: line(
        'Active',
        'Used not long ago, and not given up unless it must be, bytes. Source: /proc/meminfo `Active`.',
      ),
      inactiveBytes: line('Inactive', 'The first to be given up, bytes. Source: /proc/meminfo `Inactive`.'),
      anonymousBytes: line('AnonPages', 'Of programs, not backed by a file, bytes. Source: /proc/meminfo `AnonPages`.'),
      mappedBytes: line('Mapped', 'Files that programs have mapped, bytes. Source: /proc/meminfo `Mapped`.'),
      lockedBytes: line('Mlocked', 'Locked in RAM, bytes; see mlock(2). Source: /proc/meminfo `Mlocked`.'),
      kernelStackBytes: line('KernelStack', 'Kernel stacks of all tasks, bytes. Source: /proc/meminfo `KernelStack`.'),
      pageTableBytes: line('PageTables', 'Page tables, bytes. Source: /proc/meminfo `PageTables`.'),
      committedBytes: line(
        'Committed_AS',
        'Promised to programs, used or not, bytes: may be more than there is. Source: /proc/meminfo `Committed_AS`.',
      ),
      commitLimitBytes: line(
        'CommitLimit',
        'The most that may be promised, in the strict mode of overcommit_memory only, bytes. Source: /proc/meminfo `CommitLimit`.',
      ),
      hugePageBytes: line(
        'Hugetlb',
        'Set aside for hugetlb pages, in use or not, bytes. Source: /proc/meminfo `Hugetlb`.',
      ),
    };
  },
});

builder.objectField(SystemStat, 'memory', (t) =>
  t.field({
    type: SystemMemory,
    from: ['meminfo'],
    nullable: true,
    description: 'Memory. Source: /proc/meminfo.',
    resolve: ({ now }) => now.table('meminfo'),
  }),
);
