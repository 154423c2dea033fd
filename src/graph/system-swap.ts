import { builder } from '../builder.ts';
import { said } from '../procfs/error.ts';
import { difference, type Meminfo } from '../procfs/meminfo.ts';
import { SystemStat } from './system-stat.ts';

const SystemSwap = builder.objectRef<Meminfo>('SystemSwap').implement({
  description: 'Swap of the machine, in bytes. 0 in total is a machine without.',
  fields: (t) => {
    const line = (key: string, description: string) =>
      t.field({ type: 'BigInt', nullable: true, description, resolve: (meminfo) => said(meminfo.get(key), key) });
    return {
      totalBytes: line('SwapTotal', 'Room in all swap areas, bytes. Source: /proc/meminfo `SwapTotal`.'),
      freeBytes: line('SwapFree', 'Room that is left, bytes. Source: /proc/meminfo `SwapFree`.'),
      usedBytes: t.field({
        type: 'BigInt',
        nullable: true,
        description: 'Room that is taken, bytes. Source: /proc/meminfo `SwapTotal`, `SwapFree`.',
        resolve: (meminfo) => difference(meminfo, 'SwapTotal', 'SwapFree'),
      }),
      cachedBytes: line(
        'SwapCached',
        'Of what is taken: in RAM again as well, and unchanged since, bytes. Source: /proc/meminfo `SwapCached`.',
      ),
      compressedBytes: line(
        'Zswap',
        'RAM that holds what zswap compressed instead of writing it to a swap area, bytes. Source: /proc/meminfo `Zswap`.',
      ),
      uncompressedBytes: line(
        'Zswapped',
        'How much that was before it was compressed, bytes. Source: /proc/meminfo `Zswapped`.',
      ),
    };
  },
});

builder.objectField(SystemStat, 'swap', (t) =>
  t.field({
    type: SystemSwap,
    from: ['meminfo'],
    nullable: true,
    description: 'Swap. Source: /proc/meminfo.',
    resolve: ({ now }) => now.table('meminfo'),
  }),
);
