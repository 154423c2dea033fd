import { existsSync, lstatSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ServeCommand } from './command.ts';
import { CommandError } from './command-error.ts';

/** What sockaddr_un has room for, see unix(7). */
const longestPath = 107;

/** What to tell whoever wants it to listen there. Another error stays what it is. */
export function unableToListen(error: unknown, { host, port, unix }: ServeCommand): unknown {
  if (!(error instanceof Error && 'code' in error)) return error;
  const { code, message } = error;
  if (String(code).startsWith('ERR_OSSL')) return new CommandError(1, `no certificate and key: ${message}`);
  if (!('syscall' in error)) return error;
  if (unix) return new CommandError(1, `cannot listen on ${unix.path}: ${inTheWay(unix.path, code) ?? message}`);
  if (code === 'EADDRINUSE') return new CommandError(1, `port ${port} of ${host} is taken: try another --port`);
  if (code === 'EACCES') return new CommandError(1, `port ${port} of ${host} is not for this user to listen on`);
  return new CommandError(1, `cannot listen on port ${port} of ${host}: ${message}`);
}

/** Node says EINVAL of a path that is too long, and EACCES where there is no directory. */
function inTheWay(path: string, code: unknown): string | undefined {
  if (Buffer.byteLength(path) > longestPath) return `a path of over ${longestPath} bytes is none for a socket`;
  if (!existsSync(dirname(path))) return `there is no directory ${dirname(path)}`;
  if (code !== 'EADDRINUSE') return undefined;
  const isSocket = lstatSync(path, { throwIfNoEntry: false })?.isSocket();
  return isSocket ? 'another server listens there' : 'what is there is no socket: remove it, or name another path';
}
