import { ProcfsError } from '../procfs/error.ts';
import { isLoopback } from '../procfs/net/address.ts';
import { allNetworks } from './networks.ts';
import type { Operation } from './operation.ts';
import type { Socket } from './socket.ts';

/**
 * The socket at the other end, if it is on this machine. That of a connection over IP has the same two ends the other way
 * round: in the same network namespace or, as that of a container behind a bridge, in one other. Two networks that use
 * the same private addresses cannot be told apart, and translated addresses do not match.
 */
export async function peerOf(operation: Operation, { listing }: Socket): Promise<Socket | null> {
  const { network, protocol, row } = listing;
  if (row.kind === 'unix' && (row.listens || row.state === unconnected)) return null;
  if (row.kind === 'unix') throw new ProcfsError('UNSUPPORTED', 'procfs does not say which Unix sockets are connected');
  if (row.kind !== 'inet' || row.remotePort === 0) return null;
  const here = await network.opposite(protocol, row);
  if (here !== null || isLoopback(row.remoteAddress)) return here;
  const networks = await allNetworks(operation, null);
  const elsewhere = networks.filter((other) => other !== network).map((other) => other.opposite(protocol, row));
  const found = (await Promise.all(elsewhere)).filter((socket) => socket !== null);
  if (found.length > 1) throw new ProcfsError('AMBIGUOUS', `${found.length} networks have the ends of this connection`);
  return found[0] ?? null;
}

const unconnected = 1;
