/** Why a file of procfs gave no answer. Also what a client reads in `extensions.procfs.nulls`. */
export type Reason =
  /** The process, descriptor or file is gone, or never was. */
  | 'NOT_FOUND'
  /** The kernel does not let this server read it. */
  | 'PERMISSION_DENIED'
  /** The server was started not to tell it to anyone: --deny. */
  | 'DENIED'
  /** The process has exited and waits to be reaped: it has no memory, files or namespaces left. */
  | 'ZOMBIE'
  /** A kernel thread has no memory, program or arguments. */
  | 'KERNEL_THREAD'
  /** This kernel does not have the file, or not the line. */
  | 'UNSUPPORTED'
  /** Several things go by what the kernel said, and it did not say which of them. */
  | 'AMBIGUOUS'
  /** The kernel did not answer in time: the process holds its memory lock, say. */
  | 'TIMEOUT'
  /** The file is larger than procql reads, or a path longer than the kernel prints. */
  | 'TOO_LARGE'
  /** The server is out of descriptors or memory. */
  | 'EXHAUSTED'
  /** The kernel reported another error. */
  | 'FAILED'
  /** The bytes are not what the format says. A fault of procql: please report it. */
  | 'MALFORMED';

/** One file of procfs that could not be read or understood. The message names the file. */
export class ProcfsError extends Error {
  override readonly name = 'ProcfsError';
  readonly reason: Reason;

  constructor(reason: Reason, message: string) {
    super(message);
    this.reason = reason;
  }
}

/** The bytes are not what the format says. */
export function malformed(message: string): ProcfsError {
  return new ProcfsError('MALFORMED', message);
}

/** The process or file was not there, or is gone. */
export function isNotFound(error: unknown): error is ProcfsError {
  return error instanceof ProcfsError && error.reason === 'NOT_FOUND';
}

/** Why the kernel did not say something. Throws what is no ProcfsError on. */
export function unsaid(error: unknown): ProcfsError {
  if (error instanceof ProcfsError) return error;
  throw error;
}

/** For what the kernel need not say. Throws what is no ProcfsError on. */
export function nullIfUnsaid(error: unknown): null {
  if (error instanceof ProcfsError) return null;
  throw error;
}

/** What the kernel prints. Throws for what it does not: null and undefined stand for a line that is not there. */
export function said<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined)
    throw new ProcfsError('UNSUPPORTED', `this kernel says nothing of ${what}`);
  return value;
}
