import { GraphQLError } from 'graphql';
import { ProcfsError } from '../procfs/error.ts';

/** What was to be watched is not there, or the kernel does not show it: `extensions.code` is the reason. */
function unavailable({ reason, message }: ProcfsError): GraphQLError {
  const sentence = reason === 'PERMISSION_DENIED' ? `the kernel does not let this server read it: ${message}` : message;
  return new GraphQLError(sentence, { extensions: { code: reason } });
}

/** There is nothing to watch under a pid. */
export function noProcess(pid: number, failure: ProcfsError): GraphQLError {
  if (failure.reason !== 'NOT_FOUND') return unavailable(failure);
  return new GraphQLError(`there is no process ${pid}`, { extensions: { code: failure.reason } });
}

/** A client is told what the kernel denied, not of faults of ours. */
export function explained(error: unknown): unknown {
  return error instanceof ProcfsError ? unavailable(error) : error;
}
