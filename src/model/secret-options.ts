import { isSecretName } from './secret-names.ts';
import { mask } from './secret-text.ts';

/** The short options of a program whose values are secret. */
export interface ShortOptions {
  /** With the value behind it: `-pSECRET`. */
  attached?: string;
  /** With the value as the next argument: `-p SECRET`. */
  separate?: string;
  /** A user, what divides, and a password: `-u user:SECRET`, in either way. */
  divided?: { letters: string; by: string };
}

const both = (letters: string): ShortOptions => ({ attached: letters, separate: letters });

/** Only those that mean nothing else. */
const programs: readonly (readonly [name: RegExp, options: ShortOptions])[] = [
  [/^(?:mysql|mariadb)[a-z-]*$/, { attached: 'p' }],
  [/^(?:sshpass|mongo[a-z]*)$/, both('p')],
  [/^curl$/, { divided: { letters: 'uU', by: ':' } }],
  [/^smbclient$/, { divided: { letters: 'U', by: '%' } }],
  [/^(?:redis|valkey)-cli$/, { separate: 'a' }],
  [/^ldap[a-z]+$/, both('w')],
  [/^7z[a-z]?$/, { attached: 'p' }],
  [/^(?:un)?zip$/, both('P')],
  [/^(?:sqlcmd|bcp)$/, both('P')],
  [/^openssl$/, { separate: 'kK' }],
];

/** What a shell's word may have before the program that it calls. */
const before = /[;&|($`"'\\]/;

/** The short options of the program that a word calls, if it calls one that has such. */
export function programOf(word: string): ShortOptions | undefined {
  const isQuoted = word.endsWith('"') || word.endsWith("'");
  const words = (isQuoted ? word.slice(0, -1) : word).split(before);
  const called = words.at(-1) ?? '';
  if (called.startsWith('-') || called.includes('=')) return undefined; // no program, and most words of an environment
  if (isQuoted && words.at(-2)?.endsWith('=')) return undefined;
  const name = called.slice(called.lastIndexOf('/') + 1);
  return programs.find(([pattern]) => pattern.test(name))?.[1];
}

/** How much of the next argument is secret: all, or what stands behind a sign. */
export type NextSecret = 'all' | { behind: string } | undefined;

/** What a word says of the next, among these programs' arguments: a program's own may be called like others. */
export function nextSecret(word: string, called: ReadonlySet<ShortOptions>): NextSecret {
  if (isHeader(word)) return 'all';
  if (!word.includes('-')) return undefined;
  // Also the first or last word of a text in quotes, and of what a variable is set to.
  const option = /(?:^|[="'`([,])(--?[A-Za-z][\w.-]*)["'`)]?$/.exec(word)?.[1] ?? '';
  if (option === '' || /^--?(?:no|without|disable)-/.test(option)) return undefined;
  if (isSecretName(option)) return 'all';
  const letter = /^-[A-Za-z]+$/.test(option) ? option.charAt(option.length - 1) : undefined;
  const isLong = letter === undefined && /^--(?:proxy-)?user$/.test(option);
  for (const { divided, separate = '' } of called) {
    if (divided && (isLong || (letter && divided.letters.includes(letter)))) return { behind: divided.by };
    if (option.length === 2 && letter && separate.includes(letter)) return 'all';
  }
  return undefined;
}

/** `Authorization:`, and `Bearer` behind that. */
function isHeader(word: string): boolean {
  return word.endsWith(':') ? isSecretName(word) : word.length === 6 && word.toLowerCase() === 'bearer';
}

/** Masks what is secret of an argument because of the one before it. */
export function maskNext(word: string, secret: Exclude<NextSecret, undefined>): string {
  if (word === '') return word;
  return secret === 'all' ? mask : maskBehind(word, secret.behind);
}

/** Masks the value that stands in the word of its option, in whose quotes they may be. */
export function maskAttached(word: string, called: ReadonlySet<ShortOptions>): string {
  const quote = /^["']/.exec(word)?.[0];
  if (quote === undefined) return maskOption(word, called);
  const isClosed = word.length > 1 && word.endsWith(quote);
  return quote + maskOption(word.slice(1, isClosed ? -1 : undefined), called) + (isClosed ? quote : '');
}

function maskOption(word: string, called: ReadonlySet<ShortOptions>): string {
  if (!word.startsWith('-')) return word;
  const hasUser = /^--(?:proxy-)?user=/.test(word) || (word[1] !== '-' && /[uU]/.test(word));
  for (const { attached = '', divided } of called) {
    if (word.length > 2 && attached.includes(word.charAt(1))) return `${word.slice(0, 2)}${mask}`;
    if (divided && hasUser) return maskBehind(word, divided.by);
  }
  return word;
}

function maskBehind(word: string, by: string): string {
  const at = word.indexOf(by);
  return at < 0 || at === word.length - 1 ? word : `${word.slice(0, at + 1)}${mask}`;
}
