import { isIP } from 'node:net';
import { resolve } from 'node:path';
import type { Auth } from '../server/admission.ts';
import { CommandError } from './command-error.ts';
import { wholeNumber } from './whole-number.ts';

const string = { type: 'string' } as const;

/** Who may ask, and by which way. */
export const accessOptions = {
  host: { ...string, default: '127.0.0.1' },
  port: { ...string, default: '4000' },
  listen: string,
  'listen-mode': { ...string, default: '0600' },
  auth: { ...string, default: 'user' },
  'token-file': string,
  'tls-cert': string,
  'tls-key': string,
  'behind-tls': { type: 'boolean', default: false },
} as const;

type Values = { [K in keyof typeof accessOptions]?: string | boolean | undefined };

export interface Access {
  host: string;
  port: number;
  /** Listens there instead, if it is given. */
  unix: { path: string; mode: number } | undefined;
  auth: Auth;
  tokenFile: string | undefined;
  /** Files in PEM. */
  tls: { cert: string; key: string } | undefined;
  isBehindTls: boolean;
}

/** Throws a CommandError that says what is wrong with the values. */
export function accessFrom(values: Values): Access {
  const text = (name: keyof Values) => (typeof values[name] === 'string' ? values[name] : '');
  const access: Access = {
    host: text('host'),
    port: wholeNumber('port', text('port'), 0, 65_535),
    unix: unixFrom(text('listen'), modeFrom(text('listen-mode'))),
    auth: authFrom(text('auth')),
    tokenFile: values['token-file'] === undefined ? undefined : resolve(text('token-file')),
    tls: tlsFrom(text('tls-cert'), text('tls-key')),
    isBehindTls: values['behind-tls'] === true,
  };
  if (access.auth === 'none' && access.unix === undefined && !isLoopback(access.host)) {
    throw wrong(`--auth none lets everyone in who reaches ${access.host}: it is for loopback and Unix sockets only`);
  }
  if (access.unix && access.tls) throw wrong('--tls-cert is not for a Unix socket');
  return access;
}

/** Whether nobody else than this machine reaches an address or name. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

function unixFrom(listen: string, mode: number): Access['unix'] {
  if (listen === '') return undefined;
  const [, path] = /^unix:(.+)$/.exec(listen) ?? [];
  if (path === undefined) throw wrong(`--listen must be unix:PATH, but was "${listen}"`);
  return { path: resolve(path), mode };
}

function authFrom(text: string): Auth {
  if (text === 'user' || text === 'token' || text === 'none') return text;
  throw wrong(`--auth must be user, token or none, but was "${text}"`);
}

function tlsFrom(cert: string, key: string): Access['tls'] {
  if ((cert === '') !== (key === '')) throw wrong('--tls-cert and --tls-key go together');
  return cert === '' ? undefined : { cert: resolve(cert), key: resolve(key) };
}

function modeFrom(text: string): number {
  const mode = Number.parseInt(text, 8);
  if (/^[0-7]+$/.test(text) && mode <= 0o777) return mode;
  throw wrong(`--listen-mode must be an octal number from 0 to 777, but was "${text}"`);
}

function wrong(message: string): CommandError {
  return new CommandError(2, message);
}
