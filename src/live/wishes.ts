import type { SampleRequest } from '../procfs/sampling.ts';

/** What someone wants of each sample: files of every process, or of one. Neither, who wants files of the machine alone. */
export interface Wish {
  /** Without `stat`, which is always read. */
  every?: readonly string[];
  /** Whether each process must be there that began before the sample: else one may be missed once, if another ended meanwhile. */
  isExact?: boolean;
  one?: { pid: number; files: readonly string[] };
}

/** What several want, each file of each process once. */
export class Wishes {
  readonly every: readonly string[];
  readonly isExact: boolean;
  readonly some: ReadonlyMap<number, readonly string[]>;

  constructor(wishes: readonly Wish[]) {
    const lists = wishes.flatMap(({ every }) => (every ? [every] : []));
    this.every = lists.length > 0 ? files(lists.flat()) : [];
    this.isExact = wishes.some(({ isExact }) => isExact);
    const ones = Map.groupBy(
      wishes.flatMap(({ one }) => (one ? [one] : [])),
      ({ pid }) => pid,
    );
    this.some = new Map([...ones].map(([pid, all]) => [pid, files(all.flatMap(({ files }) => files))]));
  }

  get isEmpty(): boolean {
    return this.every.length === 0 && this.some.size === 0;
  }

  /** The files that are read of a process, if it is read at all. */
  filesOf(pid: number): readonly string[] {
    return [...new Set([...this.every, ...(this.some.get(pid) ?? [])])];
  }

  /** To read these, and to forget what was wanted before and is not among all that is wanted `still`. */
  request(before: Wishes, still: Wishes): SampleRequest {
    return {
      every: this.every,
      isExact: this.isExact,
      some: [...this.some].map(([pid, names]) => [pid, names.filter((name) => !this.every.includes(name))]),
      released: {
        every: before.every.filter((name) => !still.every.includes(name)),
        some: [...before.some.keys()]
          .map((pid) => {
            const wanted = still.filesOf(pid);
            return [pid, before.filesOf(pid).filter((name) => !wanted.includes(name))] as const;
          })
          .filter(([, names]) => names.length > 0),
      },
    };
  }
}

function files(names: readonly string[]): readonly string[] {
  return [...new Set(['stat', ...names])];
}
