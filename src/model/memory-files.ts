import { parseKsmMergingPages, parseKsmStat } from '../procfs/pid/ksm.ts';
import { parseMaps } from '../procfs/pid/maps.ts';
import { parseNumaMaps } from '../procfs/pid/numa_maps.ts';
import { parseSmaps } from '../procfs/pid/smaps.ts';
import { parseSmapsRollup } from '../procfs/pid/smaps_rollup.ts';
import { read, show } from './handle.ts';

/** The files that say what stands in the memory of a process, and where. */
export const memoryFiles = {
  ksm_merging_pages: show('ksm_merging_pages', parseKsmMergingPages),
  ksm_stat: show('ksm_stat', parseKsmStat),
  maps: read('maps', parseMaps),
  numa_maps: read('numa_maps', parseNumaMaps),
  smaps: read('smaps', parseSmaps),
  smaps_rollup: show('smaps_rollup', parseSmapsRollup),
} as const;
