import { CommandError } from './command-error.ts';

export const webOptions = { 'cors-origin': { type: 'string', multiple: true } } as const;

/** What pages of other sites may do. */
export interface Web {
  /** Those whose pages may use the server, as browsers send them in Origin. */
  corsOrigins: readonly string[];
}

/** Throws a CommandError for what is no origin. */
export function webFrom({ 'cors-origin': corsOrigins = [] }: { 'cors-origin'?: readonly string[] }): Web {
  const wrong = corsOrigins.find((origin) => !isOrigin(origin));
  if (wrong === undefined) return { corsOrigins };
  const message = `--cors-origin must be an origin as browsers send it, such as https://example.org, but was "${wrong}"`;
  throw new CommandError(2, message);
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, host } = new URL(text);
  return host !== '' && !host.includes('*') && text === `${protocol}//${host}`;
}
