import type { ProcfsError } from '../procfs/error.ts';
import { remembered } from '../remembered.ts';
import { type Network, networkThrough } from './network.ts';
import type { Operation } from './operation.ts';
import { speakersOf } from './speakers.ts';

interface Networks {
  networks: readonly Network[];
  /** Why some processes do not say which one they are in. */
  unseen: readonly ProcfsError[];
}

const known = new WeakMap<Operation, Promise<Networks>>();

/**
 * The network namespaces that programs are in; kernel threads are in the first.
 * Why some do not say which, is noted for the field if one is given.
 */
export async function allNetworks(operation: Operation, field: string | null): Promise<readonly Network[]> {
  const { networks, unseen } = await remembered(known, operation, () => scan(operation));
  if (field !== null) for (const failure of unseen) operation.nulls.note(field, failure);
  return networks;
}

async function scan(operation: Operation): Promise<Networks> {
  await operation.load([], ['processes']);
  const processes = operation.table('processes').filter(({ isKernelThread }) => !isKernelThread);
  const speakers = processes.map(await speakersOf(operation, processes, 'ns/net'));
  const unseen = speakers.map((speaker) => speaker.failureOf('ns/net')).filter((failure) => failure !== undefined);
  const seen = speakers.filter((speaker) => !speaker.failureOf('ns/net'));
  const networks = seen.map((speaker) => networkThrough(operation, speaker, speaker.record('ns/net')));
  return {
    networks: [...new Set(networks)],
    unseen: unseen.filter(({ reason }) => reason !== 'ZOMBIE' && reason !== 'NOT_FOUND'),
  };
}
