import { malformed } from '../error.ts';
import { type Integer, integer, lines } from '../text.ts';

/** A Unix socket: /proc/[pid]/net/unix, proc_pid_net(5), unix(7). */
export interface UnixSocket {
  kind: 'unix';
  /** Another for each socket while it lives: where the kernel has it, or a hash of that. 0 for all, if that is hidden. */
  address: string;
  references: number;
  listens: boolean;
  /** 1 stream, 2 datagrams, 5 datagrams in sequence. */
  type: number;
  /** 1 unconnected, 2 connecting, 3 connected, 4 disconnecting. */
  state: number;
  /** 0 of what no descriptor has, as before it is accepted. */
  inode: Integer;
  /** As printed: an abstract name begins with `@`, and has more of them for NULs. Null if it has none. */
  path: Buffer | null;
}

const fields = /^([0-9a-f]{8,16}): ([0-9A-F]{8}) [0-9A-F]{8} ([0-9A-F]{8}) ([0-9A-F]{4}) ([0-9A-F]{2}) +(\d+)( |$)/;
const listening = 0x10000;

/**
 * A name may hold a newline, and then goes on in the next line. The kernel does not escape it: a name that imitates a
 * line cannot be told from one.
 */
export function parseUnix(bytes: Buffer): UnixSocket[] {
  const sockets: UnixSocket[] = [];
  for (const line of lines(bytes)) {
    const socket = parseSocket(line);
    const last = sockets.at(-1);
    if (socket) sockets.push(socket);
    else if (last?.path) last.path = Buffer.concat([last.path, Buffer.from('\n'), line]);
    else if (last || !line.toString('latin1').startsWith('Num ')) throw malformed(`"${line}" is not a Unix socket`);
  }
  return sockets;
}

function parseSocket(line: Buffer): UnixSocket | null {
  const found = fields.exec(line.toString('latin1'));
  if (!found) return null;
  const [before, address = '', references = '', flags = '', type = '', state = '', inode = '', space] = found;
  return {
    kind: 'unix',
    address,
    references: Number.parseInt(references, 16),
    listens: (Number.parseInt(flags, 16) & listening) !== 0,
    type: Number.parseInt(type, 16),
    state: Number.parseInt(state, 16),
    inode: integer(inode, 'Inode'),
    path: space ? line.subarray(before.length) : null,
  };
}
