import type { ProcfsError, Reason } from '../procfs/error.ts';
import type { Integer } from '../procfs/text.ts';
import { remembered } from '../remembered.ts';
import type { FileDescriptor } from './file-descriptor.ts';
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
      for (const failure of this.#unseen) operation.noteNull(field, failure);
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
  const listed = processes.filter((process) => !process.failureOf('fd'));
  const descriptors = listed.flatMap(({ descriptors }) => descriptors);
  await operation.load(descriptors, ['fd/link']);
  const failures = new Map<Process, ProcfsError>();
  const note = (process: Process, failure: ProcfsError | undefined): void => {
    if (failure && !harmless.has(failure.reason)) failures.set(process, failure);
  };
  for (const process of processes) note(process, process.failureOf('fd'));
  for (const descriptor of descriptors) note(descriptor.process, descriptor.failureOf('fd/link'));
  return new Holders(
    descriptors.filter((descriptor) => !descriptor.failureOf('fd/link')),
    [...failures.values()],
  );
}

/** Gone, or a file whose path is too long to print. */
const harmless: ReadonlySet<Reason> = new Set(['NOT_FOUND', 'ZOMBIE', 'TOO_LARGE']);

function key(kind: string, inode: Integer): string {
  return `${kind}:${inode}`;
}
