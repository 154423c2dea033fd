import { headerBytes, Op, Status } from './batch.ts';
import { ProcfsError } from './error.ts';
import { failure } from './failure.ts';

/** One thing to read below the mount. Paths with a slash at an end or a NUL are not asked for. */
export interface Read {
  op: Op;
  path: string;
}

/** What the kernel said: bytes, or why it said nothing. */
export type Answer = Buffer | ProcfsError;

/** What became of a group. */
interface Answers {
  /** In the order of its reads. */
  answers: Answer[];
  /** What the pinned file said once the others were read. */
  afterwards?: Buffer;
}

/** Gets the answers of a group by its place among those that were asked for. */
export type Take = (index: number, answers: Answer[], afterwards?: Buffer) => void;

/**
 * Reads done by one thread in this order. With `pinned`, the first of them is held open until the last is done and asked
 * again then: an error there means that its process was gone meanwhile, and that the others may have reached a successor
 * of its pid. Then all of them are NOT_FOUND.
 */
export interface Group {
  reads: readonly Read[];
  pinned: boolean;
}

/** Asks the pinned descriptor again. */
const check: Read = { op: Op.check, path: '' };

function isChecked({ reads, pinned }: Group): boolean {
  return pinned && reads.length > 1;
}

/** What is asked for a group: a check follows what is pinned, unless it is all there is. */
export function items(group: Group): readonly Read[] {
  if (!isChecked(group)) return group.reads;
  return group.reads.map((read, index) => (index === 0 ? { ...read, op: Op.pin } : read)).concat(check);
}

/** Takes the answers of one group after the other from a packed buffer. */
export function unpacker(packed: Buffer, reads: readonly Read[]): (group: Group) => Answers {
  let item = 0;
  let at = reads.length * headerBytes;
  const next = (): Answer => {
    const status = packed.readInt32LE(item * headerBytes);
    const start = at;
    at += packed.readInt32LE(item * headerBytes + 4);
    const path = reads[item]?.path ?? '';
    item++;
    return status === Status.ok ? packed.subarray(start, at) : failure(path, status);
  };
  return (group) => {
    const answers = group.reads.map(next);
    if (!isChecked(group)) return { answers };
    const afterwards = next();
    if (afterwards instanceof Buffer) return { answers, afterwards };
    const gone = new ProcfsError('NOT_FOUND', `${group.reads[0]?.path}: the process went away while it was read`);
    return { answers: answers.map(() => gone) };
  };
}
