import { spawnSync } from 'node:child_process';

/** Something that procql does, and a program that people use for the same. */
export interface Comparison {
  name: string;
  /** What is measured, in words. */
  what: string;
  /** The most that procql may take, as a share of what the peer takes. */
  atMost: number;
  /** The peer's program. */
  peer: string;
  /** Measures both, one right after the other, as often as asked: only what runs side by side can be compared. */
  runs: () => AsyncGenerator<Run>;
}

interface Run {
  procqlMs: number;
  peerMs: number;
}

/** A line of the table. */
export interface Result {
  name: string;
  what: string;
  procqlMs: number;
  peerMs: number;
  ratio: number;
  /** Smallest and largest ratio of all runs. */
  ratios: readonly [number, number];
  atMost: number;
  met: boolean;
}

/** A server is measured as it is after a while, when its code has been compiled. */
const warmUps = 12;
const countedRuns = 9;

/** Null if the peer is not installed. */
export async function compare(comparison: Comparison, progress: (line: string) => void): Promise<Result | null> {
  const { name, what, peer, atMost } = comparison;
  if (spawnSync('which', [peer]).status !== 0) return null;
  const runs: Run[] = [];
  for await (const run of comparison.runs()) {
    runs.push(run);
    progress(`${name}: run ${runs.length} of ${warmUps + countedRuns}`);
    if (runs.length === warmUps + countedRuns) break;
  }
  const counted = runs.slice(warmUps);
  const ratios = counted.map(({ procqlMs, peerMs }) => procqlMs / peerMs);
  const procqlMs = median(counted.map(({ procqlMs }) => procqlMs));
  const peerMs = median(counted.map(({ peerMs }) => peerMs));
  const ratio = median(ratios);
  const spread = [Math.min(...ratios), Math.max(...ratios)] as const;
  return { name, what, procqlMs, peerMs, ratio, ratios: spread, atMost, met: ratio <= atMost };
}

function median(values: readonly number[]): number {
  const middle = values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
  if (middle === undefined) throw new Error('nothing was measured');
  return middle;
}
