import { bigDecimal, decimal, type Integer, keyValues, octal, optional } from '../text.ts';

/** One open file description: /proc/[pid]/fdinfo/[fd], proc_pid_fdinfo(5). */
export interface Fdinfo {
  /** File offset, in bytes. */
  pos: Integer;
  /** Access mode and status flags, as given to open(2): `openFlags` names them. */
  flags: number;
  /** An id of mountinfo, but for what the kernel mounts for itself. Null before Linux 3.15. */
  mntId: number | null;
  /** Null before Linux 5.14. */
  ino: Integer | null;
  /** The other lines, in order; which there are depends on what is open. Keys repeat: a `lock` a lock, a `tfd` a watch. */
  extra: FdinfoLine[];
}

/** A line whose meaning depends on what is open: the parsers in the folder fdinfo know it. */
export interface FdinfoLine {
  /** `lock`, `eventfd-count`, `tfd`, `inotify`. Of a line without a colon, all of it. */
  key: string;
  value: string;
}

export function parseFdinfo(bytes: Buffer): Fdinfo {
  const fields = keyValues(bytes);
  return {
    pos: bigDecimal(fields, 'pos'),
    flags: octal(fields, 'flags'),
    mntId: optional(fields, 'mnt_id', decimal),
    ino: optional(fields, 'ino', bigDecimal),
    extra: extraLines(bytes.toString()),
  };
}

/** Marks are not written as `key: value`: `inotify wd:1 ino:9e7e`. */
const mark = /^(inotify|fanotify) (.*)$/s;

function extraLines(text: string): FdinfoLine[] {
  const common = new Set(['pos', 'flags', 'mnt_id', 'ino']);
  const extra: FdinfoLine[] = [];
  for (const line of text.split('\n')) {
    const colon = line.indexOf(':');
    const [, kind, rest = ''] = mark.exec(line) ?? [];
    if (kind) extra.push({ key: kind, value: rest.trim() });
    else if (colon < 0) {
      if (line.trim()) extra.push({ key: line.trim(), value: '' });
    } else if (!common.delete(line.slice(0, colon))) {
      extra.push({ key: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim() });
    }
  }
  return extra;
}
