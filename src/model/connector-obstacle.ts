import { Op } from '../procfs/batch.ts';
import { nullIfUnsaid } from '../procfs/error.ts';
import { procMagic } from '../procfs/file-systems.ts';
import { parseNamespace } from '../procfs/pid/ns.ts';
import type { Proc } from '../procfs/proc.ts';

/** Inodes that namespaces have which the kernel itself makes, include/linux/proc_ns.h: the same since there are such. */
const initial = { pid: 0xeffffffc, user: 0xeffffffd, time: 0xeffffffa } as const;

/** Why what the connector tells of processes is not told of those of this mount. Null if it is. */
export async function connectorObstacle(proc: Proc): Promise<string | null> {
  const magic = (await proc.read('', Op.fileSystem)).readBigUInt64LE();
  if (magic !== procMagic) return `${proc.mount} is not the procfs of a running kernel`;
  if ((await ownNamespace(proc, 'pid')) === null)
    return `${proc.mount} shows a pid namespace that this server is not in`;
  for (const name of ['pid', 'user', 'time'] as const) {
    const inode = await ownNamespace(proc, name);
    if (inode !== null && inode !== initial[name]) {
      return `the kernel tells of processes in the initial ${name} namespace, and this server is in another`;
    }
  }
  return null;
}

/** Null if the mount does not show the server, or the kernel has no such namespaces. */
async function ownNamespace(proc: Proc, name: keyof typeof initial): Promise<number | bigint | null> {
  const link = await proc.read(`self/ns/${name}`, Op.link).catch(nullIfUnsaid);
  return link && parseNamespace(link).inode;
}
