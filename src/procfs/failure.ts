import { getSystemErrorName } from 'node:util';
import { deadlineMs, Status } from './batch.ts';
import { ProcfsError, type Reason } from './error.ts';

const reasons: Readonly<Record<string, Reason>> = {
  ENOENT: 'NOT_FOUND',
  ESRCH: 'NOT_FOUND',
  EACCES: 'PERMISSION_DENIED',
  EPERM: 'PERMISSION_DENIED',
  EINVAL: 'UNSUPPORTED',
  EOPNOTSUPP: 'UNSUPPORTED',
  ENOSYS: 'UNSUPPORTED',
  ENAMETOOLONG: 'TOO_LARGE',
  EMFILE: 'EXHAUSTED',
  ENFILE: 'EXHAUSTED',
  ENOMEM: 'EXHAUSTED',
};

/** What a reader's status means: a `Status`, or an errno, which is negative. */
export function failure(path: string, status: number): ProcfsError {
  if (status === Status.skipped) return new ProcfsError('TIMEOUT', `${path}: no answer within ${deadlineMs} ms`);
  if (status === Status.tooLarge) return new ProcfsError('TOO_LARGE', `${path}: larger than procql reads`);
  if (status === Status.changed) return new ProcfsError('NOT_FOUND', `${path}: it leads to another file now`);
  if (status === Status.captured)
    return new ProcfsError('FAILED', `${path}: it is not of the procfs of a running kernel`);
  const name = getSystemErrorName(status);
  return new ProcfsError(reasons[name] ?? 'FAILED', `${path}: ${name}`);
}

const startCodes: readonly unknown[] = [
  'EMFILE',
  'ENFILE',
  'ENOMEM',
  'ERR_WORKER_INIT_FAILED',
  'ERR_WORKER_OUT_OF_MEMORY',
];

/** Why a thread has ended: without descriptors or memory it cannot begin. Anything else is a fault of procql. */
export function threadFailure(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  // Node's own message where it finds no descriptor to load a module by: its code says nothing of that.
  const isExhausted = 'code' in error && (startCodes.includes(error.code) || /too many open files/.test(error.message));
  if (!isExhausted) return error;
  return new ProcfsError('EXHAUSTED', `no thread that reads can be started: ${error.message}`);
}

/** The errno that an exception of node:fs carries. Throws any other exception on. */
export function errnoOf(error: unknown): number {
  if (typeof error === 'object' && error && 'errno' in error && typeof error.errno === 'number') return error.errno;
  throw error;
}

/** The name of the errno that an exception of node:process or node:os carries. Throws any other exception on. */
export function errnoNameOf(error: unknown): string {
  return getSystemErrorName(errnoOf(error instanceof Error && 'info' in error ? error.info : error));
}
