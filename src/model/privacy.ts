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
  return {
    denial: deny.length === 0 ? null : (path) => denial(closedBy(path), path),
    shown: (path, bytes) => {
      if (!path.endsWith('/cmdline') && !path.endsWith('/environ')) return bytes;
      const others = secrets.maskedBytes(bytes);
      return showSecrets ? others : maskSecrets(others);
    },
  };
}

/** Why nothing is said of what is closed. */
function denial(name: Closable | undefined, path: string): ProcfsError | undefined {
  return name && new ProcfsError('DENIED', `${path}: this server was started with --deny ${name}`);
}
