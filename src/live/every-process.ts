import { listed } from '../model/listed.ts';
import type { Machine } from '../model/machine.ts';
import type { Operation } from '../model/operation.ts';
import type { Process } from '../model/process.ts';
import { ProcfsError } from '../procfs/error.ts';
import { remembered } from '../remembered.ts';
import { samplerOf } from './sampler.ts';

/** Who asks for all processes again within this time gets them sampled: every 15 seconds, as monitors do, is often enough. */
export const soonMs = 17_000;

const repetitions = new WeakMap<Machine, Repetition>();

/**
 * All processes that there are from now on, in order of pid. Who asks again soon costs half: they are sampled, which
 * keeps their `stat` open, and parses only those that say something else than before.
 */
export async function everyProcess(operation: Operation): Promise<readonly Process[]> {
  const { machine } = operation;
  const isFirst = !repetitions.has(machine);
  const repetition = remembered(repetitions, machine, () => new Repetition(machine));
  if (isFirst || machine.isCaptured) return listed(operation);
  repetition.goOn();
  try {
    return await sampled(operation);
  } catch (error) {
    if (!(error instanceof ProcfsError)) throw error;
    return listed(operation); // there are no descriptors left to sample with, for one
  }
}

async function sampled(operation: Operation): Promise<Process[]> {
  const { at, processes } = await samplerOf(operation.machine).once({ every: [], isExact: true });
  const msEach = (performance.now() - at) / processes.all.length; // they were read one after the other
  return processes.all.map((process, n) => operation.adopt(process, at + n * msEach));
}

/** Keeps open what is asked for again and again. */
class Repetition {
  readonly #machine: Machine;
  readonly #timer: NodeJS.Timeout;
  #release: (() => void) | undefined;

  constructor(machine: Machine) {
    this.#machine = machine;
    this.#timer = setTimeout(() => this.#end(), soonMs).unref();
  }

  goOn(): void {
    this.#timer.refresh();
    this.#release ??= samplerOf(this.#machine).hold({ every: [] });
  }

  #end(): void {
    repetitions.delete(this.#machine);
    this.#release?.();
  }
}
