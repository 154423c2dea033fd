import { malformed } from '../error.ts';
import { small } from '../text.ts';

/** A figure, in the words of the kernel. */
export interface Figure {
  name: string;
  /** A decimal number, perhaps with a fraction. */
  text: string;
}

/** What the scheduler notes of a task: /proc/[pid]/sched. What is there, and what it is called, depends on the kernel. */
export interface Sched {
  /** The name, as bytes. */
  comm: Buffer;
  tid: number;
  threads: number;
  figures: Figure[];
}

const number = '-?\\d+(?:\\.\\d+)?';
const figure = new RegExp(`^(\\S.*?)\\s*:\\s*(${number})$`);
const pair = new RegExp(`^([^=]+)=(${number}),?$`);

const first = /^(.*) \((\d+), #threads: (\d+)\)$/s;

/** A name has 15 bytes: none can imitate this line. */
const ruler = /\n-{16,}\n/;

/** Reads what looks like a figure, and skips the rest: the kernel promises nothing of this file. */
export function parseSched(bytes: Buffer): Sched {
  const text = bytes.toString('latin1');
  const end = text.search(ruler);
  const [, comm, tid = '', threads = ''] = first.exec(text.slice(0, end)) ?? [];
  if (end < 0 || comm === undefined) throw malformed('no name, thread and number of threads above a line of dashes');
  const lines = text
    .slice(end + 1)
    .split('\n')
    .slice(1);
  return {
    comm: Buffer.from(comm, 'latin1'),
    tid: small(tid, 'tid'),
    threads: small(threads, '#threads'),
    figures: lines.flatMap(figuresIn),
  };
}

/** `key : value`, or pairs: `numa_faults node=0 task_private=4` has one, `numa_faults node=0 task_private`. */
function figuresIn(line: string): Figure[] {
  const [, name, text] = figure.exec(line) ?? [];
  if (name !== undefined && text !== undefined) return [{ name, text }];
  const words = line.split(' ').filter(Boolean);
  const first = words.findIndex((word) => pair.test(word));
  const heading = first > 0 ? words.slice(0, first + 1) : [];
  return words.slice(heading.length).flatMap((word) => {
    const [, key, value] = pair.exec(word) ?? [];
    return key === undefined || value === undefined ? [] : [{ name: [...heading, key].join(' '), text: value }];
  });
}
