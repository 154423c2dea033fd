import { type Batches, Here } from './here.ts';
import { Readers } from './readers.ts';

/** Who reads what. */
export interface Pools {
  /** Files that are there at once. */
  prompt: Batches;
  /** Files that may keep whoever reads them waiting. */
  patient: Batches;
  /** What stays open. */
  holding: Batches;
}

/** All is read by threads: whoever asks never waits for the kernel. */
export function threads(): Pools {
  return { prompt: new Readers(2), patient: new Readers(2), holding: new Readers(2, { holdsFiles: true }) };
}

/** What is there at once is read by whoever asks: a program that serves nobody meanwhile saves the start of a thread. */
export function hereIfPrompt(): Pools {
  return { ...threads(), prompt: new Here() };
}
