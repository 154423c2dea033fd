import { shown } from '../bad-input.ts';
import { Op } from '../procfs/batch.ts';
import { ProcfsError } from '../procfs/error.ts';
import { denied, failed, invalid, notAllowed } from './obstacle.ts';
import type { Operation } from './operation.ts';
import { isListed, type Sysctl, sysctlPath } from './sysctl.ts';

/** What the kernel takes at once. */
const longest = 4095;

/** Writes a setting that is listed. Throws the Obstructed. */
export async function writeSysctl(
  operation: Operation,
  name: string,
  value: string,
  listed: readonly string[],
): Promise<Sysctl> {
  const path = sysctlPath(name);
  if (path === null) throw invalid('path', `path must be a name like vm.swappiness, but was ${shown(name)}`);
  if (!isListed(path, listed))
    throw notAllowed(`${path} may not be written: the server’s --allow-sysctl does not list it`);
  if (value.includes('\0')) throw invalid('value', 'value must be text without NUL');
  const bytes = Buffer.byteLength(value);
  if (bytes > longest) throw invalid('value', `value must be at most ${longest} bytes long, but has ${bytes}`);
  try {
    await write(operation, path, value);
  } catch (error) {
    throw error instanceof ProcfsError ? refused(error, path, value) : error;
  }
  return { path };
}

async function write({ machine: { proc } }: Operation, path: string, value: string): Promise<void> {
  const file = await proc.hold(`sys/${path}`, Op.openToWrite);
  try {
    await file.write(`${value}\n`);
  } finally {
    await file.close();
  }
}

function refused({ reason, message }: ProcfsError, path: string, value: string): Error {
  if (reason === 'NOT_FOUND') return invalid('path', `this kernel has no setting ${path}`);
  if (reason === 'UNSUPPORTED') return invalid('value', `the kernel does not take ${shown(value)} for ${path}`);
  if (reason === 'TIMEOUT') return failed(`${message}: it may yet be done`);
  if (reason !== 'PERMISSION_DENIED') return failed(message);
  return denied(`to write ${path}`, path.startsWith('net/') ? ['uid 0', 'CAP_NET_ADMIN'] : ['uid 0']);
}
