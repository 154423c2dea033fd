import { ProcfsError } from '../procfs/error.ts';
import type { Guard } from '../procfs/guard.ts';
import { type Closable, closes } from './closable.ts';
import type { OwnSecrets } from './own-secrets.ts';
import { maskSecrets } from './secret-arguments.ts';

/** What clients are not shown of what the kernel shows the server. */
export interface Privacy {
  /** Fields that are closed to everyone. */
  deny: readonly Closable[];
  /** Environments and command lines are shown as they are. */
  showSecrets: boolean;
}

export const discreet: Privacy = { deny: [], showSecrets: false };

export function guardOf({ deny, showSecrets }: Privacy, secrets: OwnSecrets): Guard {
  const closedBy = closes(deny);
  const masked = remembering(maskSecrets);
  return {
    denial: deny.length === 0 ? null : (path) => denial(closedBy(path), path),
    shown: (path, bytes) => {
      if (!path.endsWith('/cmdline') && !path.endsWith('/environ')) return bytes;
      const others = secrets.maskedBytes(bytes);
      return showSecrets ? others : masked(others);
    },
  };
}

/** Whoever watches reads the same again and again: so many answers are kept, to files so long, in bytes. */
const mostKept = 4096;
const longestKept = 2048;

/** For a function that gives other bytes, or the same. */
function remembering(change: (bytes: Buffer) => Buffer): (bytes: Buffer) => Buffer {
  const changed = new Map<string, Buffer | null>();
  return (bytes) => {
    if (bytes.length > longestKept) return change(bytes);
    const key = bytes.toString('latin1');
    const known = changed.get(key);
    if (known !== undefined) return known ?? bytes;
    if (changed.size >= mostKept) changed.clear();
    const result = change(bytes);
    changed.set(key, result === bytes ? null : result); // which is a part of much more
    return result;
  };
}

/** Why nothing is said of what is closed. */
function denial(name: Closable | undefined, path: string): ProcfsError | undefined {
  return name && new ProcfsError('DENIED', `${path}: this server was started with --deny ${name}`);
}
