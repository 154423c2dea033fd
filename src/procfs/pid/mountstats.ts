import { malformed } from '../error.ts';
import { unescaped } from '../octal-escapes.ts';
import { lines } from '../text.ts';

/** Statistics of one mount: /proc/[pid]/mountstats, proc_pid_mountstats(5). */
export interface MountStats {
  /** Null for what has no source. */
  device: Buffer | null;
  /** From the root of the process. */
  mountPoint: Buffer;
  fsType: string;
  /** What else stands in the first line: `statvers=1.1` of NFS. */
  version: string | null;
  /** The lines below, of NFS: in order, with what repeats. */
  statistics: Statistic[];
}

interface Statistic {
  /** `events`, `xprt`, or an operation: `GETATTR`. */
  name: string;
  value: string;
}

const heading = /^(?:device ([^ ]*)|no device) mounted on ([^ ]+) with fstype ([^ ]+) ?(.*)$/s;

/** Lines of white space at the start belong to the mount above. */
export function parseMountstats(bytes: Buffer): MountStats[] {
  const mounts: MountStats[] = [];
  for (const line of lines(bytes)) {
    const text = line.toString('latin1');
    if (text.trim() === '') continue;
    if (/^\s/.test(text)) statisticsOf(mounts.at(-1), text).push(parseStatistic(text));
    else mounts.push(parseMount(text));
  }
  return mounts;
}

function parseMount(text: string): MountStats {
  const [found, device, mountPoint = '', fsType = '', version] = heading.exec(text) ?? [];
  if (found === undefined) throw malformed(`"${text}" is not a mount`);
  return {
    device: device === undefined ? null : unescaped(device),
    mountPoint: unescaped(mountPoint),
    fsType: unescaped(fsType).toString(),
    version: version || null,
    statistics: [],
  };
}

function statisticsOf(mount: MountStats | undefined, text: string): Statistic[] {
  if (mount === undefined) throw malformed(`"${text}" belongs to no mount`);
  return mount.statistics;
}

/** A heading among them, "per-op statistics", has no value. */
function parseStatistic(text: string): Statistic {
  const [, name = '', value = ''] = /^([^:]*):?(.*)$/s.exec(Buffer.from(text, 'latin1').toString()) ?? [];
  return { name: name.trim(), value: value.trim() };
}
