import { malformed } from '../error.ts';
import { type Integer, integer, lines, oneLine } from '../text.ts';

/** Kernel samepage merging of a process: /proc/[pid]/ksm_stat, Documentation/admin-guide/mm/ksm.rst. Later lines are null. */
export interface KsmStat {
  /** Pages that the kernel compares with others, merged or not. */
  rmapItems: Integer | null;
  /** Pages of zeros that share the kernel's one. */
  zeroPages: Integer | null;
  mergingPages: Integer | null;
  /** What merging saves, in bytes, less what keeping account of it takes. */
  processProfit: Integer | null;
  /** Whether it asked for all of its memory to be merged, see PR_SET_MEMORY_MERGE. */
  mergeAny: boolean | null;
  /** Whether any of its memory may be merged. */
  mergeable: boolean | null;
}

/** Counts stand behind a space, answers behind a colon. */
export function parseKsmStat(bytes: Buffer): KsmStat {
  const values = new Map(Array.from(lines(bytes), keyAndValue));
  const count = (key: string): Integer | null => {
    const value = values.get(key);
    return value === undefined ? null : integer(value, key);
  };
  const answer = (key: string): boolean | null => {
    const value = values.get(key);
    if (value === undefined) return null;
    if (value !== 'yes' && value !== 'no') throw malformed(`"${key}" is "${value}", not yes or no`);
    return value === 'yes';
  };
  return {
    rmapItems: count('ksm_rmap_items'),
    zeroPages: count('ksm_zero_pages'),
    mergingPages: count('ksm_merging_pages'),
    processProfit: count('ksm_process_profit'),
    mergeAny: answer('ksm_merge_any'),
    mergeable: answer('ksm_mergeable'),
  };
}

/** /proc/[pid]/ksm_merging_pages: how many pages of the process are merged. */
export function parseKsmMergingPages(bytes: Buffer): Integer {
  return integer(oneLine(bytes), 'ksm_merging_pages');
}

function keyAndValue(line: Buffer): [string, string] {
  const [, key = '', value = ''] = /^([^ :]*):? ?(.*)$/s.exec(line.toString('latin1')) ?? [];
  return [key, value];
}
