/** The kernel prints spaces, tabs, newlines, backslashes, and in the source of a mount `#`, as three octal digits. */
const octalEscape = /\\([0-3][0-7]{2})/g;

/** What a field of mountinfo or mountstats stands for: text whose characters are bytes. */
export function unescaped(text: string): Buffer {
  const bytes = text.replace(octalEscape, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
  return Buffer.from(bytes, 'latin1');
}
