import { readFileSync } from 'node:fs';
import type { Machine } from '../model/machine.ts';
import type { Privacy } from '../model/privacy.ts';
import { type Visibility, visibility } from '../model/visibility.ts';
import { start } from '../server/start.ts';
import { isLoopback } from './access-options.ts';
import { acting } from './acting.ts';
import type { ServeCommand } from './command.ts';
import { CommandError } from './command-error.ts';
import type { Terminal } from './terminal.ts';
import { checkedToken, tokenIn, usualTokenFile } from './token.ts';
import { unableToListen } from './unable-to-listen.ts';

/** Serves until it is told to stop. */
export async function serve(machine: Machine, command: ServeCommand, terminal: Terminal): Promise<number> {
  const { host, port, unix, auth, corsOrigins, limits, control } = command;
  const tls = command.tls && { cert: pem(command.tls.cert), key: pem(command.tls.key) };
  const token = tokenOf(command, terminal);
  if (token !== null) machine.secrets.add(token);
  const options = {
    ...acting(control, terminal),
    machine,
    host,
    port,
    unix,
    tls,
    auth,
    token,
    corsOrigins,
    limits,
    onFault: terminal.complain,
  };
  const server = await start(options).catch((error: unknown) => {
    throw unableToListen(error, command);
  });
  const stopped = terminal.stop();
  terminal.print(`procql serves ${machine.proc.mount} at ${server.url}`);
  for (const warning of warnings(command)) terminal.warn(warning);
  const seen = await visibility(machine.proc).catch(terminal.complain);
  for (const line of seen ? lines(seen) : []) terminal.print(line);
  for (const line of hidden(machine.privacy)) terminal.print(line);
  await stopped;
  await server[Symbol.asyncDispose]();
  return 0;
}

/** Null where none is needed, or none can be kept and the user of the server needs none. */
function tokenOf({ auth, tokenFile }: ServeCommand, terminal: Terminal): string | null {
  const { PROCQL_TOKEN: given } = process.env;
  if (auth === 'none') return null;
  if (tokenFile !== undefined) return tokenIn(tokenFile);
  if (given !== undefined) return checkedToken(given, 'PROCQL_TOKEN');
  try {
    return tokenIn(usualTokenFile(process.env));
  } catch (error) {
    if (auth === 'token' || !(error instanceof CommandError)) throw error;
    terminal.warn(`${error.message}: only the user of this server and root may ask`);
    return null;
  }
}

function warnings({ host, unix, auth, tls, isBehindTls }: ServeCommand): string[] {
  const isOpen = !unix && !isLoopback(host);
  return [
    auth === 'none' && 'whoever reaches this server reads what it may read: --auth none',
    isOpen &&
      !tls &&
      !isBehindTls &&
      'what is sent, the token too, can be read on its way: give --tls-cert and --tls-key',
  ].filter((warning) => warning !== false);
}

function pem(file: string): string {
  const text = read(file);
  if (!text.includes('-----BEGIN')) throw new CommandError(1, `${file} is not in PEM, which begins with -----BEGIN`);
  return text;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new CommandError(1, `cannot read ${file}: ${error instanceof Error ? error.message : error}`);
  }
}

function lines({ processCount, guardedCount, uid, addressesHiddenBy }: Visibility): string[] {
  const reader = uid === null ? 'this user' : `uid ${uid}`;
  const guarded = guardedCount > 0 && `environ and fds of ${guardedCount} processes are not readable by ${reader}`;
  const hidden = addressesHiddenBy !== null && `kernel symbol addresses hidden: ${addressesHiddenBy}`;
  return [`${processCount} processes`, guarded, hidden].filter((line) => line !== false);
}

function hidden({ deny, showSecrets }: Privacy): string[] {
  const closed = deny.length > 0 && `closed to everyone: ${deny.join(', ')}`;
  const shown = showSecrets && 'secrets in environments and command lines are shown to whoever may ask';
  return [closed, shown].filter((line) => line !== false);
}
