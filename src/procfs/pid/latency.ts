import { malformed } from '../error.ts';
import { type Integer, integer, oneLine } from '../text.ts';

/** A place in the kernel where a task waited. */
export interface Latency {
  /** How often. */
  count: Integer;
  /** Microseconds in all. */
  total: Integer;
  /** Microseconds of the longest wait. */
  longest: Integer;
  /** The calls that led there, innermost first. */
  calls: Call[];
}

/** A function of the kernel, or of a module. */
export interface Call {
  name: string;
  /** Null for the kernel itself. */
  module: string | null;
}

const heading = 'Latency Top version : v0.1';

/** Where a task waited longest: /proc/[pid]/latency. Only in kernels with CONFIG_LATENCYTOP, empty unless that is on. */
export function parseLatency(bytes: Buffer): Latency[] {
  const [first, ...lines] = oneLine(bytes).split('\n');
  if (first !== heading) throw malformed(`it begins with ${JSON.stringify(first)}, not "${heading}"`);
  return lines.map(latency);
}

function latency(line: string): Latency {
  const [, count, total, longest, calls] = /^(-?\d+) (-?\d+) (-?\d+)(.*)$/.exec(line) ?? [];
  if (count === undefined || total === undefined || longest === undefined || calls === undefined) {
    throw malformed(`${JSON.stringify(line)} is no latency`);
  }
  return {
    count: integer(count, 'count'),
    total: integer(total, 'total'),
    longest: integer(longest, 'longest'),
    calls: Array.from(calls.matchAll(/([^ ]+)(?: \[([^\] ]+)\])?/g), ([, name = '', module = null]) => ({
      name,
      module,
    })),
  };
}
