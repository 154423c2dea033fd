import { malformed } from '../error.ts';
import { unescaped } from '../octal-escapes.ts';
import { lines, small } from '../text.ts';

/** One mount of a process: a line of /proc/[pid]/mountinfo, proc_pid_mountinfo(5). */
export interface Mount {
  /** Free for another mount after an unmount. */
  id: number;
  /** That of a mount which the process need not see. */
  parentId: number;
  /** The device, as stat(2) gives it for files of this mount. */
  major: number;
  minor: number;
  /** The directory of the file system that is mounted; of a namespace, `net:[4026531840]`. */
  root: Buffer;
  /** From the root of the process. */
  mountPoint: Buffer;
  /** Of this mount: `rw`, `nosuid`. */
  mountOptions: string[];
  /** Peer group of a shared mount. */
  shared: number | null;
  /** Peer group whose mounts and unmounts come here too. */
  master: number | null;
  /** The nearest such group that the process sees. */
  propagateFrom: number | null;
  unbindable: boolean;
  fsType: string;
  /** A device, `host:/directory`, or any text; may be empty. */
  mountSource: Buffer;
  /** Of the file system, as printed: values may have spaces, commas and escapes of their own. */
  superOptions: string;
}

/** One space between the fields; the source may be empty, the last field is the rest. Other white space is text. */
const fields = /^(\d+) (\d+) (\d+):(\d+) ([^ ]+) ([^ ]+) ([^ ]+)((?: [^ ]+)*?) - ([^ ]+) ([^ ]*) (.*)$/s;

export function parseMountinfo(bytes: Buffer): Mount[] {
  return Array.from(lines(bytes), parseMount);
}

function parseMount(line: Buffer): Mount {
  const found = fields.exec(line.toString('latin1'));
  if (!found) throw malformed(`"${line}" is not a mount`);
  const [, id = '', parentId = '', major = '', minor = '', root = '', mountPoint = '', ...rest] = found;
  const [mountOptions = '', optional = '', fsType = '', mountSource = '', superOptions = ''] = rest;
  const tags = new Map(optional.split(' ').map(tagAndGroup));
  const peerGroup = (tag: string): number | null => {
    const group = tags.get(tag);
    return group === undefined ? null : small(group, tag);
  };
  return {
    id: small(id, 'id'),
    parentId: small(parentId, 'parent id'),
    major: small(major, 'major'),
    minor: small(minor, 'minor'),
    root: unescaped(root),
    mountPoint: unescaped(mountPoint),
    mountOptions: mountOptions.split(','),
    shared: peerGroup('shared'),
    master: peerGroup('master'),
    propagateFrom: peerGroup('propagate_from'),
    unbindable: tags.has('unbindable'),
    fsType: unescaped(fsType).toString(),
    mountSource: unescaped(mountSource),
    superOptions: Buffer.from(superOptions, 'latin1').toString(),
  };
}

/** `shared:2`, `unbindable`; later kernels may have others. */
function tagAndGroup(field: string): [string, string] {
  const [tag = '', group = ''] = field.split(':');
  return [tag, group];
}
