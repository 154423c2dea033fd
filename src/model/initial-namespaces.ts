import { Op } from '../procfs/batch.ts';
import { nullIfUnsaid } from '../procfs/error.ts';
import { parseNamespace } from '../procfs/pid/ns.ts';
import type { Proc } from '../procfs/proc.ts';

/** Inodes that namespaces have which the kernel itself makes, include/linux/proc_ns.h: the same since there are such. */
export const initialNamespaces = { pid: 0xeffffffc, user: 0xeffffffd, time: 0xeffffffa } as const;

/** That of the server. Null if the mount does not show it, or the kernel has no such namespaces. */
export async function ownNamespace(proc: Proc, name: keyof typeof initialNamespaces): Promise<number | bigint | null> {
  const link = await proc.read(`self/ns/${name}`, Op.link).catch(nullIfUnsaid);
  return link && parseNamespace(link).inode;
}
