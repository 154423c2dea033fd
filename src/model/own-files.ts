import { decodeStats, Op, type Stats } from '../procfs/batch.ts';
import { nullIfUnsaid } from '../procfs/error.ts';
import type { Machine } from './machine.ts';
import type { Obstacle } from './tailable.ts';

/** What this server itself has open, as far as the mount tells: under another pid namespace’s, it is nobody. */
export interface OwnFiles {
  pid: number | null;
  /** What it prints to. */
  outputs: readonly Stats[];
}

export async function readOwnFiles({ proc }: Machine): Promise<OwnFiles> {
  const statsOf = (path: string) => proc.read(path, Op.stat).then(decodeStats).catch(nullIfUnsaid);
  const [self, ...outputs] = await Promise.all([
    proc.read('self', Op.link).catch(nullIfUnsaid),
    statsOf('self/fd/1'),
    statsOf('self/fd/2'),
  ]);
  return { pid: self && Number(self), outputs: outputs.filter((stats) => stats !== null) };
}

/** What keeps the server from following what is its own, or null. */
export function ownObstacle(
  { pid, outputs }: OwnFiles,
  { secrets }: Machine,
  of: number,
  stats: Stats,
): Obstacle | null {
  if (!secrets.areNone && of === pid) return 'OWN_DESCRIPTOR';
  return outputs.some((output) => isSameFile(output, stats)) ? 'OWN_OUTPUT' : null;
}

/** They describe one file, perhaps at different moments. */
export function isSameFile(a: Stats, b: Stats): boolean {
  return a.device === b.device && a.inode === b.inode;
}
