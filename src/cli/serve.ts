import type { Machine } from '../model/machine.ts';
import { type Visibility, visibility } from '../model/visibility.ts';
import { schema } from '../schema.ts';
import { start } from '../server/start.ts';
import type { ServeCommand } from './command.ts';
import { CommandError } from './command-error.ts';
import type { Terminal } from './terminal.ts';

/** Serves until it is told to stop. */
export async function serve(machine: Machine, { host, port }: ServeCommand, terminal: Terminal): Promise<number> {
  const server = await start({ schema, machine, host, port, onFault: terminal.complain }).catch((error: unknown) => {
    throw unableToListen(error, host, port);
  });
  const stopped = terminal.stop();
  terminal.print(`procql serves ${machine.proc.mount} at ${server.url}`);
  const seen = await visibility(machine.proc).catch(terminal.complain);
  for (const line of seen ? lines(seen) : []) terminal.print(line);
  await stopped;
  await server[Symbol.asyncDispose]();
  return 0;
}

function lines({ processCount, guardedCount, uid, addressesHiddenBy }: Visibility): string[] {
  const reader = uid === null ? 'this user' : `uid ${uid}`;
  const guarded = guardedCount > 0 && `environ and fds of ${guardedCount} processes are not readable by ${reader}`;
  const hidden = addressesHiddenBy !== null && `kernel symbol addresses hidden: ${addressesHiddenBy}`;
  return [`${processCount} processes`, guarded, hidden].filter((line) => line !== false);
}

function unableToListen(error: unknown, host: string, port: number): unknown {
  if (!(error instanceof Error && 'code' in error && 'syscall' in error)) return error;
  if (error.code === 'EADDRINUSE') return new CommandError(1, `port ${port} of ${host} is taken: try another --port`);
  if (error.code === 'EACCES') return new CommandError(1, `port ${port} of ${host} is not for this user to listen on`);
  return new CommandError(1, `cannot listen on port ${port} of ${host}: ${error.message}`);
}
