import { decodeStats, Op, type Stats } from '../procfs/batch.ts';
import { isNotFound, ProcfsError } from '../procfs/error.ts';
import type { Answer } from '../procfs/group.ts';
import { deletedSuffix, type Link } from '../procfs/pid/link.ts';
import type { Operation } from './operation.ts';
import type { Process } from './process.ts';

/**
 * What a link that reads `x (deleted)` says: a file of that very name that is there looks the same. It is that one if
 * the name leads, from the root of the process, to the file behind the link, which stands at `path`. Where the name may
 * not be followed, a file that no directory has is deleted; where the file may not be asked either, the text counts.
 */
export async function settled(operation: Operation, process: Process, link: Link, path: string): Promise<Link> {
  const literal = { path: Buffer.concat([link.path, deletedSuffix]), deleted: false };
  const reads = [
    process.read('stat'),
    { op: Op.stat, path },
    { op: Op.stat, path: `${process.pid}/root${literal.path}` },
  ];
  let isLiteral = false;
  const take = (_: number, [stat, behind, named]: Answer[]) => {
    if (stat === undefined || process.identify(stat)) return;
    const file = statsOf(behind);
    const found = statsOf(named);
    if (file === null) return;
    isLiteral = found === null && !isNotFound(named) ? file.links > 0 : isSame(file, found);
  };
  await operation.machine.proc.readGroups([{ reads, pinned: true }], take, operation.signal);
  return isLiteral ? literal : link;
}

function statsOf(answer: Answer | undefined): Stats | null {
  return answer === undefined || answer instanceof ProcfsError ? null : decodeStats(answer);
}

function isSame(file: Stats, other: Stats | null): boolean {
  return other !== null && file.device === other.device && file.inode === other.inode;
}
