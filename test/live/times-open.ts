import { readdirSync, readlinkSync } from 'node:fs';

/** How often this process has a file open. */
export function timesOpen(path: string): number {
  const isOpen = (name: string) => {
    try {
      return readlinkSync(`/proc/self/fd/${name}`) === path;
    } catch {
      return false; // the directory itself, closed by now
    }
  };
  return readdirSync('/proc/self/fd').filter(isOpen).length;
}
