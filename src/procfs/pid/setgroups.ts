import { malformed } from '../error.ts';
import { oneLine } from '../text.ts';

/** /proc/[pid]/setgroups, user_namespaces(7): whether setgroups(2) is allowed in its user namespace. */
export function parseSetgroups(bytes: Buffer): boolean {
  const word = oneLine(bytes);
  if (word === 'allow') return true;
  if (word === 'deny') return false;
  throw malformed(`"${word}" is neither "allow" nor "deny"`);
}
