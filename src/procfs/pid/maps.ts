import { malformed } from '../error.ts';
import { lineStarts, Records } from '../records.ts';
import { type Integer, integer, oneLine } from '../text.ts';

/** A range of addresses, and what stands there: a line of /proc/[pid]/maps, proc_pid_maps(5). */
export interface Area {
  start: bigint;
  /** The first address behind it. */
  end: bigint;
  readable: boolean;
  writable: boolean;
  executable: boolean;
  /** What is written there, others who map it see. */
  shared: boolean;
  /** Where in the file it begins, in bytes. */
  offset: bigint;
  /** The device of the file. It and the inode are 0 where there is no file; some file systems tell stat(2) others. */
  major: number;
  minor: number;
  inode: Integer;
  /**
   * The rest of the line, as bytes: a path as the reader sees it, or like `[heap]`. Of all bytes only the newline is
   * escaped, as \012, so that a file called that looks the same; spaces that it begins with are lost in the padding.
   */
  name: Buffer | null;
}

const address = '([0-9a-f]{1,16})';
const device = '([0-9a-f]{1,5}):([0-9a-f]{1,5})';
const form = new RegExp(`^${address}-${address} ([r-])([w-])([x-])([sp]) ${address} ${device} (\\d+)(?: +(.*))?$`, 's');

/** In order of address. A process that maps meanwhile may have an area twice, or not at all: see proc_pid_maps(5). */
export function parseMaps(bytes: Buffer): Records<Area> {
  return new Records(bytes, lineStarts(bytes), parseArea);
}

/** One line, with or without its newline. */
export function parseArea(line: Buffer): Area {
  const text = oneLine(line);
  const found = form.exec(text);
  if (!found) throw malformed(`"${text}" is not a mapping`);
  const [, start = '', end = '', read, write, execute, share, offset = '', major = '', minor = '', ...rest] = found;
  const [inode = '', name = ''] = rest;
  const area = {
    start: BigInt(`0x${start}`),
    end: BigInt(`0x${end}`),
    readable: read === 'r',
    writable: write === 'w',
    executable: execute === 'x',
    shared: share === 's',
    offset: BigInt(`0x${offset}`),
    major: Number.parseInt(major, 16),
    minor: Number.parseInt(minor, 16),
    inode: integer(inode, 'inode'),
    name: name === '' ? null : Buffer.from(name.replaceAll('\\012', '\n'), 'latin1'),
  };
  if (area.end < area.start) throw malformed(`"${text}" ends before it starts`);
  return area;
}
