import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { geteuid } from 'node:process';
import { CommandError } from './command-error.ts';

/** Fewer characters can be guessed. */
const fewestCharacters = 16;

/** Where the token is kept, unless the command line says where. */
export function usualTokenFile({ XDG_STATE_HOME: state }: NodeJS.ProcessEnv): string {
  return join(state?.startsWith('/') ? state : join(homedir(), '.local/state'), 'procql/token');
}

/** The token in a file, which is made if it is not there. Throws a CommandError if it is not secret, or not to be had. */
export function tokenIn(file: string): string {
  try {
    return existing(file) ?? made(file);
  } catch (error) {
    if (error instanceof CommandError || !(error instanceof Error)) throw error;
    throw new CommandError(1, `no token: ${error.message}`);
  }
}

/** Throws a CommandError for one that can be guessed. */
export function checkedToken(text: string, where: string): string {
  const token = text.trim();
  if (token.length >= fewestCharacters && !/\s/.test(token)) return token;
  throw new CommandError(1, `${where} must be a token of at least ${fewestCharacters} characters without spaces`);
}

function existing(file: string): string | undefined {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats === undefined) return undefined;
  if (!stats.isFile()) throw new CommandError(1, `no token: ${file} is no file`);
  if (stats.uid !== 0 && stats.uid !== geteuid?.()) {
    throw new CommandError(1, `the token in ${file} is another user's: remove it to get a new one`);
  }
  if ((stats.mode & 0o077) !== 0) {
    throw new CommandError(1, `others can read the token in ${file}: chmod 600 it, or remove it to get a new one`);
  }
  return checkedToken(readFileSync(file, 'utf8'), file);
}

/** If another server makes one meanwhile, that is it. */
function made(file: string): string {
  const token = randomBytes(32).toString('base64url');
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  try {
    writeFileSync(file, `${token}\n`, { mode: 0o600, flag: 'wx' });
    return token;
  } catch (error) {
    const known = existing(file);
    if (known === undefined) throw error;
    return known;
  }
}
