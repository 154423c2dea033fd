import type { Socket } from 'node:net';
import type { Context } from '../builder.ts';
import type { Connection } from '../model/client-ends.ts';

/** Who asks. */
export type Caller = Pick<Context, 'caller' | 'connection'>;

export function callerOf(socket: Socket): Caller {
  const connection = connectionOf(socket);
  const caller = connection ? `${connection.remoteAddress}:${connection.remotePort}` : 'a local socket';
  return { caller, connection };
}

/** The ends of a TCP connection that is open; nothing of any other. */
export function connectionOf({ localAddress, localPort, remoteAddress, remotePort }: Socket): Connection | undefined {
  if (!localAddress || !localPort || !remoteAddress || !remotePort) return undefined;
  return { localAddress, localPort, remoteAddress, remotePort };
}
