import { parseAuxv } from '../procfs/pid/auxv.ts';
import { parseCoredumpFilter } from '../procfs/pid/coredump_filter.ts';
import { parseMountinfo } from '../procfs/pid/mountinfo.ts';
import { parseMountstats } from '../procfs/pid/mountstats.ts';
import { parseOomAdj } from '../procfs/pid/oom.ts';
import { parseSetgroups } from '../procfs/pid/setgroups.ts';
import { parseStackDepth } from '../procfs/pid/stack_depth.ts';
import { parseTimeOffsets } from '../procfs/pid/timens_offsets.ts';
import { parseTimers } from '../procfs/pid/timers.ts';
import { parseIdMap } from '../procfs/pid/uid_map.ts';
import { read, show } from './handle.ts';

/** The files of a process that are seldom asked for, or that only some kernels have. */
export const rareFiles = {
  auxv: read('auxv', parseAuxv),
  coredump_filter: show('coredump_filter', parseCoredumpFilter),
  gid_map: read('gid_map', parseIdMap),
  mountinfo: read('mountinfo', parseMountinfo),
  mountstats: read('mountstats', parseMountstats),
  oom_adj: show('oom_adj', parseOomAdj),
  projid_map: read('projid_map', parseIdMap),
  setgroups: show('setgroups', parseSetgroups),
  stack_depth: show('stack_depth', parseStackDepth),
  timens_offsets: show('timens_offsets', parseTimeOffsets),
  timers: read('timers', parseTimers),
  uid_map: read('uid_map', parseIdMap),
} as const;
