import { malformed } from '../error.ts';
import { lineStarts, Records } from '../records.ts';
import { hex, type Integer, integer, oneLine, plus, small, times, timesKilo } from '../text.ts';

/** Where the memory of a range is: a line of /proc/[pid]/numa_maps, proc_pid_numa_maps(5). Sizes in bytes. */
export interface NumaArea {
  start: bigint;
  /** Where it is to be, as printed: `default`, `bind:0-1`, `prefer (many):0`. */
  policy: string;
  /** The path of a file, as bytes. */
  file: Buffer | null;
  /** Which of those that are no file it is, if it is one of them. */
  name: 'heap' | 'stack' | null;
  hugetlb: boolean;
  /** Of its pages in RAM. Null if there are none. */
  pageBytes: Integer | null;
  /** Memory in RAM, by node. */
  nodes: ReadonlyMap<number, Integer>;
  anonymous: Integer;
  dirty: Integer;
  swapCache: Integer;
  writeback: Integer;
  /** Used lately. Null of hugetlb pages: the kernel keeps no account. */
  active: Integer | null;
  /** Most mappings that one of its pages has, in this process and others. */
  mapMax: Integer;
}

/** Two policies have a space. A path has none, nor an equals sign: they are escaped. */
const form = /^([0-9a-f]{1,16}) ((?:prefer \(many\)|weighted interleave|[^ ]+)[^ ]*)((?: [^ ]+)*)$/s;

/** In order of address. */
export function parseNumaMaps(bytes: Buffer): Records<NumaArea> {
  return new Records(bytes, lineStarts(bytes), parseNumaArea);
}

/** The kernel leaves out what is 0, `active` if all pages are, and `mapmax` if it is 1. */
function parseNumaArea(line: Buffer): NumaArea {
  const text = oneLine(line);
  const found = form.exec(text);
  if (!found) throw malformed(`"${text}" is not a mapping and its policy`);
  const [, start = '', policy = '', rest = ''] = found;
  const words = new Map(rest.split(' ').map(keyAndValue));
  const kilobytes = words.get('kernelpagesize_kB');
  const pageBytes = kilobytes === undefined ? null : timesKilo(integer(kilobytes, 'kernelpagesize_kB'));
  const bytes = (key: string, absent: Integer = 0): Integer => {
    const pages = words.get(key);
    if (pages === undefined) return absent;
    if (pageBytes === null) throw malformed(`"${text}" has pages of no size`);
    return times(integer(pages, key), pageBytes);
  };
  const nodes = new Map([...words.keys()].filter(isNode).map((key) => [small(key.slice(1), key), bytes(key)]));
  const total = [...nodes.values()].reduce(plus, 0);
  const file = words.get('file');
  const hugetlb = words.has('huge');
  return {
    start: hex(start, 'start'),
    policy,
    file: file === undefined ? null : unescaped(file),
    name: words.has('heap') ? 'heap' : words.has('stack') ? 'stack' : null,
    hugetlb,
    pageBytes,
    nodes,
    anonymous: bytes('anon'),
    dirty: bytes('dirty'),
    swapCache: bytes('swapcache'),
    writeback: bytes('writeback'),
    active: hugetlb ? null : bytes('active', total),
    mapMax: integer(words.get('mapmax') ?? (total > 0 ? '1' : '0'), 'mapmax'),
  };
}

function keyAndValue(word: string): [string, string] {
  const [key = '', value = ''] = word.split('=');
  return [key, value];
}

/** `N0`. */
function isNode(key: string): boolean {
  return /^N\d+$/.test(key);
}

/** Space, tab, newline and equals sign are printed as three octal digits; the backslash is not. */
function unescaped(text: string): Buffer {
  const bytes = text.replace(/\\(011|012|040|075)/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 8)),
  );
  return Buffer.from(bytes, 'latin1');
}
