import { badInput } from '../bad-input.ts';
import { isNotFound } from '../procfs/error.ts';
import type { FileDescriptor } from './file-descriptor.ts';
import { type Identity, parseProcessId } from './identity.ts';
import type { KernelSymbol } from './kernel-symbol.ts';
import type { Operation } from './operation.ts';
import type { Process } from './process.ts';
import { parseSymbolId, type SymbolIdentity, symbolWith } from './symbol-identity.ts';

type Node = Process | FileDescriptor | KernelSymbol;

/** The thing that an id names, or null if it is gone. Throws the ProcfsError, if the kernel does not say. */
export async function nodeOf(operation: Operation, id: string): Promise<Node | null> {
  const [, type, rest = ''] = /^(\w+):(.*)$/s.exec(id) ?? [];
  if (type === 'Process') return processOf(operation, parseProcessId(rest) ?? refuse(id));
  if (type === 'FileDescriptor') {
    const [, process = '', number = ''] = /^(.*):(0|[1-9]\d{0,9})$/.exec(rest) ?? [];
    return descriptorOf(operation, parseProcessId(process) ?? refuse(id), Number(number));
  }
  if (type === 'Symbol') return symbolOf(operation, parseSymbolId(rest) ?? refuse(id));
  return refuse(id);
}

async function processOf(operation: Operation, { bootId, pid, starttime }: Identity): Promise<Process | null> {
  if (bootId !== operation.machine.bootId) return null;
  const process = operation.process(pid);
  await operation.load([process], ['stat']);
  if (process.failure && !isNotFound(process.failure)) throw process.failure;
  return process.failure || String(process.stat.starttime) !== starttime ? null : process;
}

async function descriptorOf(operation: Operation, owner: Identity, number: number): Promise<FileDescriptor | null> {
  const process = await processOf(operation, owner);
  if (process === null) return null;
  await operation.load([process], ['fd']);
  return process.record('fd').includes(number) ? process.descriptor(number) : null;
}

async function symbolOf(operation: Operation, identity: SymbolIdentity): Promise<KernelSymbol | null> {
  await operation.load([], ['symbols']);
  return symbolWith(identity, operation.table('symbols'), operation.machine);
}

function refuse(id: string): never {
  throw badInput(`id must be one that an answer gave, but was ${JSON.stringify(id.slice(0, 100))}`);
}
