import { builder } from '../builder.ts';
import { Process } from '../model/process.ts';
import type { KsmStat } from '../procfs/pid/ksm.ts';
import type { Integer } from '../procfs/text.ts';

const line =
  <K extends keyof KsmStat>(key: K) =>
  (process: Process) =>
    process.present(process.record('ksm_stat')[key], `ksm_stat ${key}`);

const Ksm = builder.objectRef<Process>('Ksm').implement({
  description:
    'Kernel samepage merging: equal pages of processes that allow it are kept once. Null where the kernel denies it, does not have it, and for zombies and kernel threads.',
  fields: (t) => {
    const count = (
      key: { [K in keyof KsmStat]: KsmStat[K] extends Integer | null ? K : never }[keyof KsmStat],
      description: string,
    ) => t.field({ type: 'BigInt', from: ['ksm_stat'], nullable: true, description, resolve: line(key) });
    const answer = (key: 'mergeAny' | 'mergeable', description: string) =>
      t.boolean({ from: ['ksm_stat'], nullable: true, description, resolve: line(key) });
    return {
      mergedPages: t.field({
        type: 'BigInt',
        from: ['ksm_merging_pages'],
        nullable: true,
        description: 'Its pages that are merged with others. Source: ksm_merging_pages.',
        resolve: (process) => process.record('ksm_merging_pages'),
      }),
      trackedPages: count('rmapItems', 'Its pages that are compared with others. Source: ksm_stat `ksm_rmap_items`.'),
      mergingPages: count(
        'mergingPages',
        'Its pages that are merged with others. Source: ksm_stat `ksm_merging_pages`.',
      ),
      zeroPages: count(
        'zeroPages',
        'Its pages of zeros that are merged with the kernel’s. Source: ksm_stat `ksm_zero_pages`.',
      ),
      profitBytes: count(
        'processProfit',
        'What merging saves, less what keeping account of it takes, bytes; negative if it takes more. Source: ksm_stat `ksm_process_profit`.',
      ),
      mergesAny: answer(
        'mergeAny',
        'Whether it allows all of its memory to be merged, see PR_SET_MEMORY_MERGE. Source: ksm_stat `ksm_merge_any`.',
      ),
      mergeable: answer('mergeable', 'Whether any of its memory may be merged. Source: ksm_stat `ksm_mergeable`.'),
    };
  },
});

builder.objectField(Process, 'ksm', (t) =>
  t.field({
    type: Ksm,
    description: 'Its pages that the kernel merged with equal ones. Source: ksm_stat, ksm_merging_pages.',
    resolve: (process) => process,
  }),
);
