import { decodeStats, Op, type Stats } from '../procfs/batch.ts';
import { nullIfUnsaid } from '../procfs/error.ts';
import { remembered } from '../remembered.ts';
import type { Machine } from './machine.ts';
import type { Operation } from './operation.ts';
import type { Obstacle } from './tailable.ts';

/** What is the server's own, as far as the mount tells: under another pid namespace’s, it is nobody. */
interface OwnFiles {
  /** Its pid, if it has a secret to keep. */
  pid: number | null;
  /** What it prints to. */
  outputs: readonly Stats[];
}

const known = new WeakMap<Operation, Promise<OwnFiles>>();

/** What keeps the server from following a descriptor of a process, if that is its own. Its files are looked at once an operation. */
export async function ownObstacle(operation: Operation, pid: number, stats: Stats): Promise<Obstacle | null> {
  const own = await remembered(known, operation, () => readOwnFiles(operation.machine));
  if (pid === own.pid) return 'OWN_DESCRIPTOR';
  return own.outputs.some((output) => isSameFile(output, stats)) ? 'OWN_OUTPUT' : null;
}

async function readOwnFiles({ proc, secrets }: Machine): Promise<OwnFiles> {
  const statsOf = (path: string) => proc.read(path, Op.stat).then(decodeStats).catch(nullIfUnsaid);
  const [self, ...outputs] = await Promise.all([
    secrets.areNone ? null : proc.read('self', Op.link).catch(nullIfUnsaid),
    statsOf('self/fd/1'),
    statsOf('self/fd/2'),
  ]);
  return { pid: self && Number(self), outputs: outputs.filter((stats) => stats !== null) };
}

/** They describe one file, perhaps at different moments. */
export function isSameFile(a: Stats, b: Stats): boolean {
  return a.device === b.device && a.inode === b.inode;
}
