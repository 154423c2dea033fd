import type { ListedMount } from './process-list.ts';

/** What the sampling thread is told when it starts. */
export interface SamplingSetup extends ListedMount {
  /** How many descriptors it may keep open. */
  mostHeld: number;
}

/** Names of files below a process's directory. */
export type FileNames = readonly string[];

/** What is to be read now. */
export interface SampleRequest {
  /** Of every process; the first of them tells whether it is there. If there are none, nothing is listed. */
  every: FileNames;
  /** Whether the kernel's counts are not enough to know that there is no other. */
  isExact: boolean;
  /** Of single processes; `stat` tells whether one is there. */
  some: readonly (readonly [pid: number, files: FileNames])[];
  /** What of the samples before nobody wants any more. */
  released: { every: FileNames; some: SampleRequest['some'] };
}

/** What the thread answers. */
export interface SampleAnswer {
  /** The files that say something else than in the sample before, or are new. `length` of `bytes` each, one behind the other. */
  changes: readonly { pid: number; file: string; status: number; length: number }[];
  bytes: ArrayBuffer;
  /** Pids under which there was no process any more. One that is among the changes too is another process, which came later. */
  gone: readonly number[];
  /** Pids that were not listed after that: whatever changed of them, they are gone. */
  unlisted: readonly number[];
}
