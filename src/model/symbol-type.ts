const kinds = new Map([
  ['a', 'absolute'],
  ['b', 'uninitialised data'],
  ['c', 'common data'],
  ['d', 'data'],
  ['g', 'small data'],
  ['i', 'indirect function'],
  ['n', 'debugging'],
  ['r', 'read-only data'],
  ['s', 'small uninitialised data'],
  ['t', 'text'],
  ['U', 'undefined'],
  ['v', 'weak object'],
  ['w', 'weak'],
]);

/**
 * What the letter of nm(1) says, as "text, global". In the kernel the case tells global from local, though not of weak
 * symbols; in a module it tells what is exported to others. Null for `?` and for a letter not known here.
 */
export function symbolTypeWords(letter: string, ofModule: boolean): string | null {
  const kind = kinds.get(letter) ?? kinds.get(letter.toLowerCase());
  if (kind === undefined) return null;
  if (letter === 'U') return kind;
  if (ofModule) return `${kind}, ${isUpper(letter) ? 'exported' : 'not exported'}`;
  return /[vw]/i.test(letter) ? kind : `${kind}, ${isUpper(letter) ? 'global' : 'local'}`;
}

/** Whether it stands for code. Weak symbols do: a weak object has a letter of its own. */
export function isText(letter: string): boolean {
  return /^[tiw]$/i.test(letter);
}

/** Whether all of the kernel may use the name: not only the file that it stands in. Null where the letter's case says another thing. */
export function isGlobal(letter: string, ofModule: boolean): boolean | null {
  if (ofModule || /[vw]/i.test(letter) || !kinds.has(letter.toLowerCase())) return null;
  return isUpper(letter);
}

/** Of several names for one address, the one with the highest rank tells a reader most. */
export function symbolTypeRank(letter: string): number {
  return (isText(letter) ? 2 : 0) + (isUpper(letter) ? 1 : 0);
}

function isUpper(letter: string): boolean {
  return letter >= 'A' && letter <= 'Z';
}
