import { Op } from '../procfs/batch.ts';
import { isNotFound, type ProcfsError, type Reason, unsaid } from '../procfs/error.ts';
import type { Read } from '../procfs/group.ts';
import type { Integer } from '../procfs/text.ts';
import { remembered } from '../remembered.ts';
import { FileDescriptor } from './file-descriptor.ts';
import { numbers } from './handle.ts';
import type { Operation } from './operation.ts';
import type { Process } from './process.ts';

/** Who has a pipe or a socket open: the descriptors of every process, by what they lead to. */
export class Holders {
  readonly #byTarget = new Map<string, FileDescriptor[]>();
  /** Why the descriptors of some processes could not be looked at, one for each of them. */
  readonly #unseen: readonly ProcfsError[];
  readonly #told = new Set<string>();

  constructor(descriptors: Iterable<FileDescriptor>, unseen: readonly ProcfsError[]) {
    this.#unseen = unseen;
    for (const descriptor of descriptors) {
      const target = descriptor.record('fd/link');
      if (target.kind !== 'pipe' && target.kind !== 'socket') continue;
      remembered(this.#byTarget, key(target.kind, target.inode), (): FileDescriptor[] => []).push(descriptor);
    }
  }

  /** In order of pid and number. What may not be looked at is told as why the field may not name them all. */
  of(kind: 'pipe' | 'socket', inode: Integer, field: string, operation: Operation): readonly FileDescriptor[] {
    if (!this.#told.has(field)) {
      this.#told.add(field);
      for (const failure of this.#unseen) operation.nulls.note(field, failure);
    }
    return this.found(kind, inode);
  }

  /** The same, for whom it is enough to find any. */
  found(kind: 'pipe' | 'socket', inode: Integer): readonly FileDescriptor[] {
    return this.#byTarget.get(key(kind, inode)) ?? [];
  }
}

/** Looks at every descriptor of every process. */
export async function scanHolders(operation: Operation): Promise<Holders> {
  await operation.load([], ['processes']);
  const processes = operation.table('processes').filter(({ isKernelThread }) => !isKernelThread);
  await operation.load(processes, ['fd']);
  const failures = new Map<Process, ProcfsError>();
  const note = (process: Process, failure: ProcfsError | undefined): void => {
    if (failure && !harmless.has(failure.reason)) failures.set(process, failure);
  };
  const open = processes.map((process) => {
    if (!process.failureOf('fd')) return process.descriptors;
    return descriptorsOf(operation, process).catch((error: unknown) => {
      note(process, unsaid(error));
      return [];
    });
  });
  const descriptors = (await Promise.all(open)).flat();
  await operation.load(descriptors, ['fd/link']);
  for (const descriptor of descriptors) note(descriptor.process, descriptor.failureOf('fd/link'));
  return new Holders(
    descriptors.filter((descriptor) => !descriptor.failureOf('fd/link')),
    [...failures.values()],
  );
}

/**
 * All that a process has open, in order of number: by a thread that lives, if the first has ended. Throws the
 * ProcfsError that says why that is not known.
 */
export async function descriptorsOf(operation: Operation, process: Process): Promise<readonly FileDescriptor[]> {
  await operation.load([process], ['fd']);
  if (process.failure || !process.outlivesFirst) return process.descriptors;
  await operation.load([process], ['task']);
  for (const { tid } of process.otherThreads) {
    const list = await operation.machine.proc.read(`${process.pid}/task/${tid}/fd`, Op.list).catch(nullIfGone);
    const found = list === null ? [] : numbers(list);
    if (found.length > 0) return found.map((number) => new ThreadDescriptor(process, tid, number));
  }
  return [];
}

/** A descriptor as a thread has it that is not the first. */
class ThreadDescriptor extends FileDescriptor {
  readonly #tid: number;

  constructor(process: Process, tid: number, number: number) {
    super(process, number);
    this.#tid = tid;
  }

  override read(name: string): Read {
    const { op, path } = super.read(name);
    return { op, path: path.replace('/', `/task/${this.#tid}/`) };
  }
}

function nullIfGone(error: unknown): null {
  if (isNotFound(error)) return null;
  throw error;
}

/** Gone, or a file whose path is too long to print. */
const harmless: ReadonlySet<Reason> = new Set(['NOT_FOUND', 'ZOMBIE', 'TOO_LARGE']);

function key(kind: string, inode: Integer): string {
  return `${kind}:${inode}`;
}
