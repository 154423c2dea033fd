import { bounded } from '../bad-input.ts';

const shortestMs = 50;

export const longestMs = 3_600_000;

/** How often a client wants something sampled. Throws if that is too often or too seldom. */
export function checkInterval(intervalMs: number): void {
  bounded('intervalMs', intervalMs, shortestMs, longestMs);
}
