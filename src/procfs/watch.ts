import { watch } from 'node:fs';

export interface Watch {
  close(): void;
}

/**
 * Calls back whenever the file that a path leads to is written to, cut, renamed or deleted: inotify(7).
 * Null if there is none to be had: the user's watches are used up, or the path leads nowhere by now.
 */
export function watchPath(path: string, changed: () => void): Watch | null {
  try {
    const watcher = watch(path, changed);
    watcher.on('error', () => watcher.close());
    return watcher;
  } catch (error) {
    if (error instanceof Error && 'errno' in error) return null;
    throw error;
  }
}
