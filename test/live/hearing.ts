import type { Hearer, ProcessEvent, ProcessEvents } from '../../src/live/process-event.ts';

/** Hears of the events of processes, and waits for those that a test asks for. */
export class Hearing implements Hearer {
  readonly told: ProcessEvents[] = [];
  #failure: { error: unknown } | undefined;
  #changed = Promise.withResolvers<void>();

  async take(events: ProcessEvents): Promise<void> {
    this.told.push(events);
    this.#wake();
  }

  fail(error: unknown): void {
    this.#failure = { error };
    this.#wake();
  }

  of(pid: number | undefined): ProcessEvent[] {
    return this.told.flatMap(({ events }) => events.filter((event) => event.pid === pid));
  }

  /** Returns once it is so. */
  async until(isSo: () => boolean): Promise<void> {
    while (!isSo()) {
      if (this.#failure) throw this.#failure.error;
      await this.#changed.promise;
    }
  }

  #wake(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }
}
