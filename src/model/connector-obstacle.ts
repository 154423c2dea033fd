import { Op } from '../procfs/batch.ts';
import { procMagic } from '../procfs/file-systems.ts';
import type { Proc } from '../procfs/proc.ts';
import { initialNamespaces, ownNamespace } from './initial-namespaces.ts';

/** Why what the connector tells of processes is not told of those of this mount. Null if it is. */
export async function connectorObstacle(proc: Proc): Promise<string | null> {
  const magic = (await proc.read('', Op.fileSystem)).readBigUInt64LE();
  if (magic !== procMagic) return `${proc.mount} is not the procfs of a running kernel`;
  if ((await ownNamespace(proc, 'pid')) === null)
    return `${proc.mount} shows a pid namespace that this server is not in`;
  for (const name of ['pid', 'user', 'time'] as const) {
    const inode = await ownNamespace(proc, name);
    if (inode !== null && inode !== initialNamespaces[name]) {
      return `the kernel tells of processes in the initial ${name} namespace, and this server is in another`;
    }
  }
  return null;
}
