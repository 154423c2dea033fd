import { isSecretName } from './secret-names.ts';

/** What stands in the place of a secret, however long that is. */
export const mask = '***';

/** Where a value begins that has a name, in shells, headers, JSON, scripts and connection strings. Names begin where words do. */
const named = /(?<![\w.-])([\w.-]+)([\\"'\]}]*\s*(?:=>|[:=])\s*(?:\\*["'])?)/g;

/** Masks the values of secret names in a text: up to the quote that ends them, or the space, or of a header the line. */
export function maskNamed(text: string): string {
  let shown = '';
  let from = 0;
  for (const { 0: whole, 1: name = '', 2: between = '', index } of text.matchAll(named)) {
    const start = index + whole.length;
    if (index < from || start >= text.length || !isSecretName(name)) continue;
    if (between.startsWith('}') && /\$\{?$/.test(text.slice(Math.max(0, index - 2), index))) continue; // the name's own value
    shown += text.slice(from, start) + mask;
    from = endOf(text, start, openQuote(text[index - 1], between), between.includes('='));
  }
  return shown + text.slice(from);
}

/** The quote that the value stands in: its own, or that of the name and the value together. */
function openQuote(before: string | undefined, between: string): string | undefined {
  const own = between.at(-1);
  if (own === '"' || own === "'") return own;
  const isNameQuoted = /["']/.test(between);
  return !isNameQuoted && (before === '"' || before === "'") ? before : undefined;
}

function endOf(text: string, start: number, quote: string | undefined, isAssigned: boolean): number {
  const ends = quote === undefined ? (isAssigned ? /\s/g : /[\r\n]/g) : quote === '"' ? /(?<!\\)"/g : /'/g;
  // In a text that is quoted as a whole, even the quotes are escaped.
  const isEscaped = quote !== undefined && text[start - 2] === '\\';
  ends.lastIndex = start;
  if (isEscaped) {
    const end = text.indexOf(`\\${quote}`, start);
    return end < 0 ? text.length : end;
  }
  return ends.exec(text)?.index ?? text.length;
}

/** Masks users of HTTP in URLs: a token may be called as a secret is, as if its password were the value of that. */
export function maskUsers(text: string): string {
  return text.replace(/(https?:\/\/)[^\s:@/?#"'\\]*(?::[^\s@/"'\\]*)?@/gi, `$1${mask}@`);
}

/** Masks the password of each URL in a text; the user too, where HTTP is spoken: either may be the token. */
export function maskUrls(text: string): string {
  if (!text.includes('://') || !text.includes('@')) return text;
  return text.replace(/\S+/g, maskUrlWord);
}

function maskUrlWord(word: string): string {
  const end = word.lastIndexOf('@');
  for (let at = word.indexOf('://'); at >= 0 && at < end; at = word.indexOf('://', at + 3)) {
    const start = at + 3;
    const stop = endOfUser(word, start);
    const hasPassword = word[stop] === ':' && !isPort(word, stop);
    const isHttp = /https?$/i.test(word.slice(Math.max(0, at - 5), at));
    if (isHttp && (hasPassword || (word[stop] === '@' && stop > start)))
      return word.slice(0, start) + mask + word.slice(end);
    if (hasPassword) return word.slice(0, stop + 1) + mask + word.slice(end);
  }
  return word;
}

function endOfUser(word: string, start: number): number {
  const ends = /[:@/?#]/g;
  ends.lastIndex = start;
  return ends.exec(word)?.index ?? word.length;
}

/** A password may have a slash that should have been escaped, but not after digits as short as a port. */
function isPort(word: string, colon: number): boolean {
  return /^:\d{1,5}[/?#]/.test(word.slice(colon, colon + 7));
}

/** Masks private keys as PEM files have them, and PGP. */
export function maskKeys(text: string): string {
  return text.replace(/-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----.*/gs, mask);
}
