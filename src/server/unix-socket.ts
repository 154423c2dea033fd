import { once } from 'node:events';
import { chmodSync, lstatSync, unlinkSync } from 'node:fs';
import { connect, type Server } from 'node:net';

/** Where a server listens that is reached by a path. */
export interface UnixSocket {
  path: string;
  /** Who may open it, as chmod(1) has it. */
  mode: number;
}

/** Listens there. A socket that a server has left behind makes way. Rejects if it cannot, or another server listens there. */
export async function listenOn(server: Server, socket: UnixSocket): Promise<void> {
  try {
    await listen(server, socket);
  } catch (error) {
    if (!isInUse(error) || !(await isAbandoned(socket.path))) throw error;
    unlinkSync(socket.path);
    await listen(server, socket);
  }
}

/** Node makes the file before `listen` returns: at no moment is it open to more than the mode says. */
async function listen(server: Server, { path, mode }: UnixSocket): Promise<void> {
  const usual = process.umask(0o777 & ~mode);
  try {
    server.listen(path);
  } finally {
    process.umask(usual);
  }
  await once(server, 'listening');
  chmodSync(path, mode);
}

function isInUse(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}

/** It is a socket, and nobody listens there. What else stands at a path refuses connections too. */
async function isAbandoned(path: string): Promise<boolean> {
  if (!lstatSync(path).isSocket()) return false;
  const socket = connect(path);
  try {
    await once(socket, 'connect');
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED';
  } finally {
    socket.destroy();
  }
}
