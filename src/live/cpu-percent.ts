/** CPU time of so many clock ticks, in percent of what one CPU has in the time that elapsed. */
export function cpuPercent(ticks: number, ticksPerSecond: number, elapsedMs: number): number {
  return (100_000 * ticks) / ticksPerSecond / elapsedMs;
}
