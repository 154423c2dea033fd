import type { ConnectorEvent } from './connector.ts';

/** Counts what the kernel told and did not arrive. */
export class ConnectorLoss {
  /** For each CPU, the number that comes next. */
  readonly #next = new Map<number, number>();
  #gaps = 0;
  #known = 0;

  /**
   * How many more are known to be missing, by these events and by how many messages the kernel has thrown away in all.
   * That count is there at once, but has none that the kernel had no memory for; a gap is seen when more comes.
   */
  more(events: readonly ConnectorEvent[], drops: number): number {
    for (const { cpu, seq } of events) {
      const gap = (seq - (this.#next.get(cpu) ?? seq)) | 0; // of numbers of 32 bits
      if (gap > 0) this.#gaps += gap;
      if (gap >= 0) this.#next.set(cpu, (seq + 1) >>> 0);
    }
    const before = this.#known;
    this.#known = Math.max(before, this.#gaps, drops);
    return this.#known - before;
  }
}
