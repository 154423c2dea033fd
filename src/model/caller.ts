import { ProcfsError } from '../procfs/error.ts';
import { ClientEnds, type Connection } from './client-ends.ts';
import type { Operation } from './operation.ts';
import type { Process } from './process.ts';

/** The process that has the client's end of a connection open. Throws the ProcfsError that says why it is not known. */
export async function callerOf(operation: Operation, connection: Connection | undefined): Promise<Process> {
  if (connection === undefined) throw new ProcfsError('UNSUPPORTED', 'this was not asked over a TCP connection');
  const end = await new ClientEnds(operation.machine.proc).find(connection);
  if (end === null) throw new ProcfsError('NOT_FOUND', 'the other end is not in the network namespace of the server');
  await operation.load([], ['holders']);
  const holders = operation.table('holders').found('socket', end.inode);
  const [process, ...others] = new Set<Process>(holders.map(({ process }) => process));
  if (others.length > 0) throw new ProcfsError('AMBIGUOUS', `${others.length + 1} processes hold the other end`);
  if (process === undefined) throw new ProcfsError('NOT_FOUND', 'no process that the server sees holds the other end');
  return process;
}
