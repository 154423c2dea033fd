const anywhere = /token|passw(?:or)?d|passphrase|passcode|secret|credential|cookie|authorization/i;

/** Keys that are no part of a compound, as a monkey is. */
const key =
  /^(?:api|access|account|admin|auth|client|encryption|license|master|private|service|shared|signing|ssh)?keys?$/;

const pass = /pass$/;
const harmlessPass = /(?:by|com|im|multi|over|single|sur|tres|under)pass$/;

/** Words that say it as the last of a name: `DB_PASS`, `mysql_pwd`, `registryAuth`, `-passin` of openssl. */
const lastWords: ReadonlySet<string> = new Set(['auth', 'bearer', 'jwt', 'pat', 'passin', 'passout', 'pwd']);

/** Of every shell: where it is, and where it was. */
const directories: ReadonlySet<string> = new Set(['PWD', 'OLDPWD']);

/** Whether what goes by this name, a variable, an option or a header, is likely to be secret. */
export function isSecretName(name: string): boolean {
  if (anywhere.test(name)) return true;
  if (directories.has(name.replace(/^-+/, ''))) return false;
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
  const last = words.at(-1) ?? '';
  if (words[0] === 'auth' || lastWords.has(last) || key.test(last)) return true;
  return pass.test(last) && !harmlessPass.test(last);
}
