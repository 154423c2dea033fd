import { maskForms } from './secret-forms.ts';
import { isSecretName } from './secret-names.ts';
import { maskAttached, maskNext, type NextSecret, nextSecret } from './secret-options.ts';
import { programOf, type ShortOptions } from './secret-programs.ts';
import { mask, maskKeys, maskNamed, maskUrls, maskUsers } from './secret-text.ts';

/** What no secret can be without. It spares the rest for most command lines. */
const suspicious =
  /token|pass|pwd|secret|credential|cookie|key|auth|bearer|jwt|(?<![a-z])pat(?![a-z])|:\/\/|mysql|mariadb|mongo|curl|smbclient|-cli|ldap|7z|zip|sqlcmd|bcp|openssl|identified|@(?:tcp|unix|cloudsql)/i;

/** Words as a shell divides them, and words as they stand. */
const quotedWords = /(?:"(?:\\.|[^"\\])*"?|'[^']*'?|\\.|[^\s"'\\])+/gs;
const plainWords = /\S+/g;
/** A word that is in quotes as a whole. */
const quotedWord = /^(?:"(?:\\.|[^"\\])*"|'[^']*')$/s;
/** An option among the strings of a list, as of JSON, and these strings. */
const listedOption = /(?<![\w.-])-[\w.-]+["']\s*,|,\s*["']-/;
const listedWords = /"(?:\\.|[^"\\])*"?|'[^']*'?|[^\s"',]+/gs;

/** To look closer takes up to a second a megabyte: whoever fills more than this with names of secrets must not hold all up. */
const mostLooked = 1 << 17;

const nul = '\0';

/**
 * Masks what looks like a secret in NUL-separated strings: the arguments of a command line, or an environment. Which
 * a process may have written over with a title: then one string has them all. Returns the same bytes if there is none.
 * Where anything looks like one in more than 128 KiB, all is masked.
 */
export function maskSecrets(bytes: Buffer): Buffer {
  const text = bytes.toString('latin1'); // a character a byte, and back
  if (!suspicious.test(text)) return bytes;
  if (bytes.length > mostLooked) return Buffer.from(mask + nul);
  const masked = maskWords(text.split(nul)).join(nul);
  return masked === text ? bytes : Buffer.from(masked, 'latin1');
}

function maskWords(words: readonly string[]): string[] {
  const called = new Set<ShortOptions>();
  let secret: NextSecret;
  return words.map((word) => {
    const masked = secret === undefined ? maskWord(maskAttached(word, called)) : maskWord(maskNext(word, secret));
    secret = nextSecret(word, called);
    const program = programOf(word);
    if (program) called.add(program);
    return masked;
  });
}

function maskWord(word: string): string {
  if (!suspicious.test(word)) return word;
  const [assigned, name = ''] = /^([\w.-]+)=/.exec(word) ?? [];
  if (assigned !== undefined && assigned.length < word.length && isSecretName(name)) return assigned + mask;
  const sentence = /\s/.test(word) ? maskSentence(maskSentence(maskQuoted(word), quotedWords), plainWords) : word;
  const list = listedOption.test(word) ? maskSentence(sentence, listedWords) : sentence;
  return maskUrls(maskForms(maskNamed(maskUsers(maskKeys(list)))));
}

/** A command for a shell in that for another. */
function maskQuoted(word: string): string {
  return quotedWord.test(word) ? word.charAt(0) + maskWord(word.slice(1, -1)) + word.charAt(0) : word;
}

/** A title, or a command for a shell: its words are arguments of their own. */
function maskSentence(text: string, pattern: RegExp): string {
  const words = text.match(pattern) ?? [];
  if (words[0] === text) return text;
  const between = text.split(pattern);
  return maskWords(words)
    .map((word, at) => `${between[at]}${word}`)
    .concat(between.at(-1) ?? '')
    .join('');
}
