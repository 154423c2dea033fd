import { isSecretName } from './secret-names.ts';
import { mask } from './secret-text.ts';

/** `PASSWORD 'secret'` of SQL, its quotes perhaps escaped for a shell or a language, and its own doubled or escaped. */
const statement =
  /(?<!\w)(identified\s+(?:with\s+\S+\s+)?by\s+(?:password\s+)?|password\s+)(?:('\\''|\\+["'])(?=\S).*?(?=\2|$)|(')(?=\S)(?:''|\\.|[^'\\])*|(")(?=\S)(?:\\.|[^"\\])*)/gis;

/** `<password>secret</password>`, which may have a prefix and attributes. Of a `<key>`, the text is a name. */
const element = /(<(?:[\w.-]+:)?([\w.-]+)(?:\s[^<>]*)?>)[^<]+(?=<\\?\/)/g;

/** The networks of Go's data sources: `user:secret@tcp(host)/name`. */
const networks = ['@tcp(', '@tcp4(', '@tcp6(', '@unix(', '@cloudsql('];

/** Masks secrets of which a language says in its own way that they are: SQL, XML, and Go where it opens a database. */
export function maskForms(text: string): string {
  const statements = text.replace(
    statement,
    (_, before: string, escaped = '', single = '', double = '') => before + escaped + single + double + mask,
  );
  const elements = statements.replace(element, (whole, tag: string, name: string) =>
    isSecretName(name) && name !== 'key' ? tag + mask : whole,
  );
  return networks.some((network) => elements.includes(network)) ? elements.replace(/\S+/g, maskSource) : elements;
}

/** The password may have any sign: it begins behind the first user, and ends before the last network. */
function maskSource(word: string): string {
  const end = Math.max(...networks.map((network) => word.lastIndexOf(network)));
  const user = word.slice(0, Math.max(0, end)).search(/[^"'\\]:(?!["'\\]|\/\/)/);
  return user < 0 ? word : word.slice(0, user + 2) + mask + word.slice(end);
}
