import { isSecretName } from './secret-names.ts';
import type { Part, PartlySecret, ShortOptions } from './secret-programs.ts';
import { mask } from './secret-text.ts';

/** How much of the next argument is secret. */
export type NextSecret = 'all' | Part | undefined;

/** What a word says of the next, among these programs' arguments: a program's own may be called like others. */
export function nextSecret(word: string, called: ReadonlySet<ShortOptions>): NextSecret {
  if (isHeader(word)) return 'all';
  if (!word.includes('-')) return undefined;
  // Also the first or last word of a text in quotes, and of what a variable is set to.
  const option = /(?:^|[="'`([,])(--?\w[\w.-]*)["'`)]?$/.exec(word)?.[1] ?? '';
  if (option === '' || /^--?(?:no|without|disable)-/.test(option)) return undefined;
  if (isSecretName(option)) return 'all';
  for (const { separate = '', flags = '', parts = [] } of called) {
    const at = endOfFlags(option, flags);
    if (at === option.length - 1 && separate.includes(option.charAt(at))) return 'all';
    const last = /^-\w+$/.test(option) ? option.charAt(option.length - 1) : '-';
    const part = parts.find(({ letters, names }) => letters.includes(last) || names?.test(option));
    if (part) return part;
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
  return secret === 'all' ? mask : maskPart(word, secret);
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
  let shown = word;
  for (const { attached = '', flags = '', parts = [] } of called) {
    const at = endOfFlags(word, flags);
    if (at < word.length - 1 && attached.includes(word.charAt(at))) return word.slice(0, at + 1) + mask;
    const part = attachedPart(word, parts);
    if (part) shown = maskPart(shown, part);
  }
  return shown;
}

function attachedPart(word: string, parts: readonly PartlySecret[]): PartlySecret | undefined {
  const [name] = /^--[\w.-]+(?==)/.exec(word) ?? [];
  if (name !== undefined) return parts.find(({ names }) => names?.test(name));
  const [letters = ''] = /^-[\w#:]*/.exec(word) ?? [];
  const found = [...letters].map((letter) => parts.find(({ letters }) => letters.includes(letter)));
  return found.find((part) => part !== undefined);
}

/** Where the first option stands that may have a value: one of a single dash, behind flags. */
function endOfFlags(word: string, flags: string): number {
  let at = 1;
  while (at < word.length - 1 && flags.includes(word.charAt(at))) at++;
  return at;
}

function maskPart(word: string, { behind, until }: Part): string {
  const start = word.indexOf(behind) + 1;
  const end = until === undefined ? word.length : word.lastIndexOf(until);
  const isUrl = until !== undefined && word.includes('://'); // known as such
  return start === 0 || end <= start || isUrl ? word : word.slice(0, start) + mask + word.slice(end);
}
