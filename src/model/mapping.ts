import { type Link, parseLink } from '../procfs/pid/link.ts';
import type { Area } from '../procfs/pid/maps.ts';
import type { Usage } from '../procfs/pid/smaps.ts';
import type { Records } from '../procfs/records.ts';
import { identify, type MappingKind } from './mapping-kinds.ts';
import type { Process } from './process.ts';
import { matchesText, type TextFilter } from './text-filter.ts';

/** A range of addresses of a process. */
export interface Mapping {
  process: Process;
  /** Its place in the file that it was found in. */
  index: number;
  area: Area;
}

interface Wanted {
  kinds: readonly MappingKind[];
  path: TextFilter;
  name: TextFilter;
  address: bigint;
  readable: boolean;
  writable: boolean;
  executable: boolean;
  shared: boolean;
}

/** Which mappings of a list: all that is given must hold. */
export type MappingFilter = { [K in keyof Wanted]?: Wanted[K] | null | undefined };

/** Of smaps where that was read, so that ranges and figures are of the same moment. */
export function areasOf(process: Process): Records<Area> {
  return process.has('smaps') && !process.failureOf('smaps') ? process.record('smaps').areas : process.record('maps');
}

/** What it uses. Throws the ProcfsError if smaps was not to be had. */
export function usageOf({ process, index }: Mapping): Usage {
  return process.record('smaps').usages.at(index);
}

/** The file. Null of what is none. */
export function pathOf({ name }: Area): Link | null {
  return name !== null && identify(name).kind === 'FILE' ? parseLink(name) : null;
}

/** Whether there is a file behind it, or something of the kernel that is like one. */
export function hasInode({ major, minor, inode }: Area): boolean {
  return major !== 0 || minor !== 0 || inode !== 0;
}

export function matches(area: Area, { kinds, path, name, address, ...flags }: MappingFilter): boolean {
  const { readable, writable, executable, shared } = flags;
  return (
    (readable == null || area.readable === readable) &&
    (writable == null || area.writable === writable) &&
    (executable == null || area.executable === executable) &&
    (shared == null || area.shared === shared) &&
    (address == null || (area.start <= address && address < area.end)) &&
    (kinds == null || kinds.includes(identify(area.name).kind)) &&
    (path == null || isPath(area, path)) &&
    (name == null || isText(identify(area.name).name, name))
  );
}

/** A file that is called `x (deleted)` is found by that name too. */
function isPath(area: Area, filter: TextFilter): boolean {
  const path = pathOf(area);
  return path !== null && (isText(path.path, filter) || (path.deleted && isText(area.name, filter)));
}

function isText(bytes: Buffer | null | undefined, filter: TextFilter): boolean {
  return bytes != null && matchesText(bytes.toString(), filter);
}
