import { ProcfsError } from '../procfs/error.ts';
import type { Target } from '../procfs/pid/fd.ts';
import type { Integer } from '../procfs/text.ts';
import { descriptorsOf } from './holders.ts';
import { type Network, networkOf } from './network.ts';
import { allNetworks } from './networks.ts';
import type { Operation } from './operation.ts';
import type { Place } from './place.ts';
import type { Socket } from './socket.ts';
import { meets, protocolsWanted, type SocketFilter } from './socket-filter.ts';
import { allProtocols, type Protocol } from './socket-protocols.ts';

/** Where sockets are looked for. */
export interface SocketScope {
  /** A process that has them open. */
  pid?: number | null | undefined;
  /** Inodes of network namespaces. */
  networkNamespaces?: readonly Integer[] | null | undefined;
}

/** The sockets that meet all conditions. Why a process or a table is left out, is noted for the field. */
export async function socketsWhere(
  operation: Operation,
  { pid, networkNamespaces }: SocketScope,
  filter: SocketFilter,
  field: string,
): Promise<readonly Socket[]> {
  const inodes = pid == null ? null : await inodesOf(operation, pid, field);
  if (inodes?.size === 0) return [];
  const networks =
    pid == null ? await allNetworks(operation, field) : [await networkOf(operation, operation.process(pid))];
  const tables = networks
    .filter(({ namespace }) => networkNamespaces?.some((inode) => inode === namespace?.inode) ?? true)
    .flatMap((network) => protocolsWanted(filter).map((protocol) => listed(operation, network, protocol, field)));
  const sockets = (await Promise.all(tables)).flat();
  return sockets.filter(
    (socket) => (inodes === null || (socket.inode !== null && inodes.has(socket.inode))) && meets(socket, filter),
  );
}

async function listed(operation: Operation, network: Network, protocol: Protocol, field: string) {
  try {
    return await network.sockets(protocol);
  } catch (error) {
    if (!(error instanceof ProcfsError)) throw error;
    operation.nulls.noteMissing(field, error);
    return [];
  }
}

/** Of the sockets that a process has open. */
async function inodesOf(operation: Operation, pid: number, field: string): Promise<ReadonlySet<Integer>> {
  const process = operation.process(pid);
  await operation.load([process], ['fd']);
  if (process.failure?.reason === 'NOT_FOUND') return new Set();
  const descriptors = (await operation.nulls.spokenLater(field, descriptorsOf(operation, process))) ?? [];
  await operation.load(descriptors, ['fd/link']);
  const targets = descriptors.filter((descriptor) => !descriptor.failureOf('fd/link'));
  return new Set(targets.map((descriptor) => descriptor.record('fd/link')).flatMap(inodeOf));
}

function inodeOf(target: Target): Integer[] {
  return target.kind === 'socket' ? [target.inode] : [];
}

/** The types of a place's keys. */
export const placeTypes = ['number', 'number', 'number', 'number', 'string'] as const;

/** By network namespace, protocol, local port and inode. What has no inode has ends of its own, or an address. */
export function placeOf({ inode, listing: { network, protocol, row } }: Socket): Place {
  const place = [Number(network.namespace?.inode ?? 0), allProtocols.indexOf(protocol)];
  if (row.kind !== 'inet')
    return [...place, 0, Number(inode), row.kind === 'unix' && inode === null ? row.address : ''];
  const { localAddress, localPort, remoteAddress, remotePort } = row;
  return [...place, localPort, Number(inode), `${localAddress} ${remoteAddress} ${remotePort}`];
}
