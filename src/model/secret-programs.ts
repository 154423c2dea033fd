/** The short options of a program whose values are secret. */
export interface ShortOptions {
  /** With the value behind it: `-pSECRET`. */
  attached?: string;
  /** With the value as the next argument: `-p SECRET`. */
  separate?: string;
  /** Those without a value, which may stand before it in the same word: `-xw SECRET`. */
  flags?: string;
  /** With a value of which a part is secret, in either way, also in a word with any others. */
  parts?: readonly PartlySecret[];
}

/** Options with a user, what divides, and a password: `-u user:SECRET`. */
export interface PartlySecret extends Part {
  letters: string;
  /** What they are called in full. */
  names?: RegExp;
}

/** What of a value is secret: all behind a sign, or only up to the last of another. */
export interface Part {
  behind: string;
  until?: string;
}

const both = (letters: string): ShortOptions => ({ attached: letters, separate: letters });

const ofCurl: readonly PartlySecret[] = [
  { letters: 'uU', names: /^--(?:proxy-)?user$/, behind: ':' },
  { letters: 'x', names: /^--(?:(?:pre)?proxy(?:1\.0)?|socks\w+)$/, behind: ':', until: '@' },
];

/** Only those that mean nothing else. */
const programs: readonly (readonly [name: RegExp, options: ShortOptions])[] = [
  [/^(?:mysql|mariadb)[a-z-]*$/, { attached: 'p', flags: 'ABCEHNQRXcfinqstvx' }],
  [/^sshpass$/, { ...both('p'), flags: 'v' }],
  [/^mongo[a-z]*$/, both('p')],
  [/^curl$/, { parts: ofCurl }],
  [/^smbclient$/, { parts: [{ letters: 'U', behind: '%' }] }],
  [/^(?:redis|valkey)-cli$/, { separate: 'a' }],
  [/^ldap[a-z]+$/, { ...both('w'), flags: 'ACILMNQZcnrtuvx' }],
  [/^7z[a-z]?$/, { attached: 'p' }],
  [/^(?:un)?zip$/, { ...both('P'), flags: '0123456789CDLTXacefgjlmnoqruvyz' }],
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
