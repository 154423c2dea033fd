import { spawnSync } from 'node:child_process';

/** Something that procql does, and what people use for the same, or how they would build it. */
export interface Comparison {
  name: string;
  /** Runs that come first and do not count. */
  warmUps: number;
  countedRuns: number;
  /** Measures all sides one right after the other, as often as asked: only what runs side by side can be compared. */
  runs: (progress: Progress) => AsyncGenerator<readonly Measured[]>;
}

export type Progress = (line: string) => void;

/** One figure, and what it is held against. */
export interface Row {
  /** What is measured, in words. */
  what: string;
  unit: string;
  /** Who or what does the same, in words. */
  peer: string;
  /** The most that procql may take: a share of what the peer takes, or an amount. Null where nothing is asked. */
  atMost: { share: number } | { amount: number } | null;
}

/** What a run found for a row. */
export interface Measured {
  row: Row;
  procql: number;
  /** Null if the peer is not installed. */
  peer: number | null;
}

/** A line of the table: medians of all runs. */
export interface Result extends Measured {
  name: string;
  /** Null if there is no peer. */
  ratio: number | null;
  /** Smallest and largest of all runs: of the ratio, or where there is none or the bound is an amount, of procql's figure. */
  spread: readonly [number, number];
  /** Null where nothing is asked, or no peer is there to compare with. */
  met: boolean | null;
}

export async function compare(comparison: Comparison, progress: Progress): Promise<Result[]> {
  const { name, warmUps, countedRuns } = comparison;
  const all = warmUps + countedRuns;
  const runs: (readonly Measured[])[] = [];
  const within = (line: string) => progress(`${name}: run ${runs.length + 1} of ${all}: ${line}`);
  for await (const run of comparison.runs(within)) {
    runs.push(run);
    progress(`${name}: ${runs.length} of ${all} runs`);
    if (runs.length === all) break;
  }
  const byRow = Map.groupBy(runs.slice(warmUps).flat(), ({ row }) => row);
  return [...byRow].map(([row, measured]) => result(name, row, measured));
}

function result(name: string, row: Row, measured: readonly Measured[]): Result {
  const { atMost } = row;
  const own = measured.map(({ procql }) => procql);
  const peers = measured.flatMap(({ peer }) => peer ?? []);
  const ratios = measured.flatMap(({ procql, peer }) => (peer === null ? [] : procql / peer));
  const most = atMost && ('amount' in atMost ? atMost.amount : atMost.share);
  const isOfRatio = atMost === null || 'share' in atMost;
  const held = isOfRatio && ratios.length > 0 ? ratios : own;
  return {
    name,
    row,
    procql: median(own),
    peer: peers.length === 0 ? null : median(peers),
    ratio: ratios.length === 0 ? null : median(ratios),
    spread: [Math.min(...held), Math.max(...held)],
    met: most === null || (isOfRatio && ratios.length === 0) ? null : median(held) <= most,
  };
}

/** Whether there is such a program here. */
export function installed(program: string): boolean {
  return spawnSync('which', [program]).status === 0;
}

/** The value that a share of all values is not above, such as 0.5 for the median. */
export function percentile(values: readonly number[], share: number): number {
  const value = values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1];
  if (value === undefined) throw new Error('nothing was measured');
  return value;
}

/** The middle one. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}
