import { ProcfsError } from '../procfs/error.ts';
import type { Namespace } from '../procfs/pid/ns.ts';
import { remembered } from '../remembered.ts';
import type { Operation } from './operation.ts';
import type { Process } from './process.ts';
import { speakersOf } from './speakers.ts';
import type { Task } from './task.ts';

/** The links of ns that say which namespace a process is in itself, by type. */
const links = {
  cgroup: 'ns/cgroup',
  ipc: 'ns/ipc',
  mnt: 'ns/mnt',
  net: 'ns/net',
  pid: 'ns/pid',
  time: 'ns/time',
  user: 'ns/user',
  uts: 'ns/uts',
} as const;

type Type = keyof typeof links;
type Members = ReadonlyMap<string, readonly Process[]>;

const known = new WeakMap<Operation, Map<Type, Promise<Members>>>();

/** The processes in a namespace: whatever is asked of a type within an operation is answered from one scan. */
export async function membersOf(operation: Operation, { type, inode }: Namespace): Promise<readonly Process[]> {
  if (!isType(type)) throw new ProcfsError('UNSUPPORTED', `procql does not know namespaces of type ${type}`);
  const scans = remembered(known, operation, () => new Map());
  const members = await remembered(scans, type, () => scan(operation, type));
  return members.get(`${inode}`) ?? [];
}

async function scan(operation: Operation, type: Type): Promise<Members> {
  await operation.load([], ['processes']);
  const processes = operation.table('processes');
  const link = links[type];
  const speaker = await speakersOf(operation, processes, link);
  const members = new Map<string, Process[]>();
  for (const process of processes) {
    const inode = inodeOf(operation, speaker(process), link);
    if (inode !== null) remembered(members, inode, (): Process[] => []).push(process);
  }
  return members;
}

/** A zombie has left most namespaces. */
function inodeOf(operation: Operation, task: Task, link: (typeof links)[Type]): string | null {
  try {
    return `${task.record(link).inode}`;
  } catch (error) {
    if (!(error instanceof ProcfsError)) throw error;
    if (error.reason !== 'ZOMBIE' && error.reason !== 'NOT_FOUND') operation.nulls.note('Namespace.processes', error);
    return null;
  }
}

function isType(type: string): type is Type {
  return Object.hasOwn(links, type);
}
