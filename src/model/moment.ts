import type { Wanted } from './portions.ts';
import type { Process } from './process.ts';

/** What is wanted before the event loop turns, and when it will be there. */
interface Batch {
  wanted: Wanted[];
  arrival: Promise<void>;
}

/** What was sampled of the processes. */
interface Sampled {
  /** A new handle on the process with a pid, with what was read of it. Nothing, if nothing was. */
  process: (pid: number) => Process | undefined;
  /** Every process that there was is among them. */
  isComplete: boolean;
}

const nothing: Sampled = { process: () => undefined, isComplete: false };

/** What was read at one moment, each file of each process at most once. */
export class Moment {
  readonly processes = new Map<number, Process>();
  readonly tables = new Map<string, Promise<void>>();
  readonly contents = new Map<string, unknown>();
  readonly sampled: Sampled;
  /** When it began, in milliseconds on a clock that is never set. */
  readonly at: number;
  batch: Batch | undefined;

  constructor(sampled: Sampled = nothing, at = performance.now()) {
    this.sampled = sampled;
    this.at = at;
  }
}
