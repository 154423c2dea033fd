import { type Integer, integer } from '../text.ts';
import { type Link, parseLink } from './link.ts';

/** What a descriptor refers to: the link in /proc/[pid]/fd, proc_pid_fd(5). */
export type Target = { link: Buffer } & (
  | ({ kind: 'file' } & Link)
  /** memfd_create(2). A deleted file `/memfd:x` looks the same. */
  | { kind: 'memfd'; name: Buffer }
  /** memfd_secret(2). */
  | { kind: 'secretmem' }
  /** A buffer that devices share; its name may be empty. */
  | { kind: 'dmabuf'; name: Buffer }
  | { kind: 'pipe'; inode: Integer }
  | { kind: 'socket'; inode: Integer }
  /** An object of the kernel without a file: `eventfd`, `eventpoll`, `inotify`, `pidfd`, `bpf-map`, ... */
  | { kind: 'anonymous'; name: string }
  | { kind: 'namespace'; type: string; inode: Integer }
  /** What this list does not know. */
  | { kind: 'other' }
);

/** The text of the link, as bytes. That of a file starts with a slash, even if the file is called `pipe:[1]`. */
export function parseTarget(link: Buffer): Target {
  const text = link.toString('latin1');
  if (text.startsWith('/')) return path(link, text);
  const anonymous = /^anon_inode:(\[?)(.*?)(\]?)$/s.exec(text);
  if (anonymous) {
    const [, open, name = '', close] = anonymous;
    return { link, kind: 'anonymous', name: open && close ? name : `${open}${name}${close}` };
  }
  const [, type = '', digits = ''] = /^(\w+):\[(\d+)\]$/.exec(text) ?? [];
  if (type === '') return { link, kind: 'other' };
  const inode = integer(digits);
  if (type === 'pidfd') return { link, kind: 'anonymous', name: type }; // so called for a while by Linux 6.9
  if (type === 'pipe' || type === 'socket') return { link, kind: type, inode };
  return namespaces.has(type) ? { link, kind: 'namespace', type, inode } : { link, kind: 'other' };
}

const namespaces = new Set(['cgroup', 'ipc', 'mnt', 'net', 'pid', 'time', 'user', 'uts']);

function path(link: Buffer, text: string): Target {
  const target = parseLink(link);
  if (text === '/secretmem (deleted)') return { link, kind: 'secretmem' };
  if (target.deleted && text.startsWith('/memfd:')) {
    return { link, kind: 'memfd', name: target.path.subarray('/memfd:'.length) };
  }
  if (text.startsWith('/dmabuf:')) return { link, kind: 'dmabuf', name: link.subarray('/dmabuf:'.length) };
  return { link, kind: 'file', ...target };
}
