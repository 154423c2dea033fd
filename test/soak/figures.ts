import type { Victim } from '../faults/victim.ts';

/** What a server holds at rest, and how late its event loop was while it worked. */
export interface Figures {
  residentMegabytes: number;
  descriptors: number;
  threads: number;
  /** 99 % of the time, at most. */
  delayMs: number;
}

/** How much more of each is growth. A heap that is at work differs by that much; a server that leaks passes it in minutes. */
export const allowed: Figures = { residentMegabytes: 32, descriptors: 0, threads: 0, delayMs: 100 };

/** By then that is closed too which is kept open for a while for who lists all processes again. */
const restSteps = 200;

/** Once the server is at rest: what ends a moment after its clients is waited for. */
export async function figures(victim: Victim, delayMs: number): Promise<Figures> {
  let held = await victim.held();
  for (let step = 0; step < restSteps; step++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    const { descriptors, threads, residentBytes } = await victim.held();
    held = {
      descriptors: Math.min(held.descriptors, descriptors),
      threads: Math.min(held.threads, threads),
      residentBytes: Math.min(held.residentBytes, residentBytes),
    };
  }
  const { descriptors, threads, residentBytes } = held;
  return { residentMegabytes: residentBytes / 2 ** 20, descriptors, threads, delayMs };
}

/** A sentence for each figure that grew. */
export function growth(start: Figures, end: Figures): string[] {
  const names = ['residentMegabytes', 'descriptors', 'threads', 'delayMs'] as const;
  return names
    .filter((name) => end[name] > start[name] + allowed[name])
    .map((name) => `${name} grew from ${start[name]} to ${end[name]}: by more than ${allowed[name]}`);
}
