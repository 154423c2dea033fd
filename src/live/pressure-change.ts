import type { Operation } from '../model/operation.ts';
import { said } from '../procfs/error.ts';
import type { Pressure, Stall } from '../procfs/pressure.ts';

/** What tasks can wait for: a file below /proc/pressure. */
export type Resource = 'cpu' | 'memory' | 'io' | 'irq';

type Kind = keyof Pressure;

export interface StallChange extends Stall {
  /** Of the time since the moment before. Throws where the kernel did not tell then. */
  stalledPercent: () => number | null;
}

/** How long tasks waited for a resource, until one moment and since a moment before. */
export class PressureChange {
  readonly #resource: Resource;
  readonly #now: Operation;
  readonly #before: Operation | null;
  readonly #pressure: Pressure;

  /** Throws where the kernel does not tell. */
  constructor(resource: Resource, now: Operation, before: Operation | null) {
    this.#resource = resource;
    this.#now = now;
    this.#before = before;
    this.#pressure = now.table(`pressure/${resource}`);
  }

  /** Throws where the kernel does not tell. */
  stall(kind: Kind): StallChange {
    const now = this.#stall(this.#pressure, kind);
    return { ...now, stalledPercent: () => this.#stalledPercent(kind, now.total) };
  }

  /** That all wait for a CPU at the same time is not defined for a whole machine: the kernel prints zeros there. */
  #stall(pressure: Pressure, kind: Kind): Stall {
    const isDefined = this.#resource !== 'cpu' || kind !== 'full';
    return said(isDefined ? pressure[kind] : null, `${kind} in pressure/${this.#resource}`);
  }

  /** By the kernel's clock the stalls may be a little longer than by ours all of the time is. */
  #stalledPercent(kind: Kind, total: number): number | null {
    if (this.#before === null) return null;
    const before = this.#stall(this.#before.table(`pressure/${this.#resource}`), kind);
    const elapsedMs = this.#now.at - this.#before.at;
    const stalledMs = (total - before.total) / 1000;
    return elapsedMs > 0 ? Math.min(100, Math.max(0, (stalledMs / elapsedMs) * 100)) : null;
  }
}
