/** What /proc/[pid]/exe, cwd or root points at: proc_pid_exe(5). */
export interface Link {
  /** As seen from the root of the reader, or, where it is not below that, of its mount namespace: open it through the link. */
  path: Buffer;
  /** Says the text. A file that is called `x (deleted)` looks the same: it is deleted if stat(2) counts no links to it. */
  deleted: boolean;
}

/** What the kernel adds to the path of a file that its directory has no more. */
export const deletedSuffix = Buffer.from(' (deleted)');

/** The text of the link, as bytes. */
export function parseLink(bytes: Buffer): Link {
  const end = bytes.length - deletedSuffix.length;
  const deleted = end >= 0 && bytes.subarray(end).equals(deletedSuffix);
  return { path: deleted ? bytes.subarray(0, end) : bytes, deleted };
}
