import { malformed } from '../error.ts';
import { type Integer, integer } from '../text.ts';

/** A namespace: what a link of /proc/[pid]/ns points at, proc_pid_ns(5). Processes in one have the same inode. */
export interface Namespace {
  /** `mnt`, `net`, `pid`: pid_for_children points at one of type pid. */
  type: string;
  inode: Integer;
}

/** The text of the link, `net:[4026531840]`. */
export function parseNamespace(bytes: Buffer): Namespace {
  const text = bytes.toString('latin1');
  const [, type = '', inode = ''] = /^([a-z_]+):\[(\d+)\]$/.exec(text) ?? [];
  if (type === '') throw malformed(`"${text}" is not a namespace`);
  return { type, inode: integer(inode, text) };
}
