import { performance } from 'node:perf_hooks';

/** Timers fire up to so much before a moment that they are set to, and seldom more. */
const earlyMs = 1;

interface Entry {
  intervalMs: number;
  due: number;
}

/**
 * Says when what is due again and again, each at its own interval, is due. All intervals are counted from one moment,
 * so that those of which one divides the other fall together.
 */
export class Timetable<K> {
  readonly #entries = new Map<K, Entry>();
  readonly #act: (due: K[]) => Promise<void>;
  #origin = 0;
  #timer: NodeJS.Timeout | NodeJS.Immediate | undefined;
  #isActing = false;

  /** `act` gets all that is due at a time, and is not called again before it is done. */
  constructor(act: (due: K[]) => Promise<void>) {
    this.#act = act;
  }

  /** First due now, next after half an interval at the earliest: after a whole one, if it is the only entry. */
  add(key: K, intervalMs: number): void {
    const now = performance.now();
    if (this.#entries.size === 0) this.#origin = now;
    this.#entries.set(key, { intervalMs, due: now });
    this.#arm();
  }

  /** It is due once more, now. */
  hasten(key: K): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    entry.due = Math.min(entry.due, performance.now());
    this.#arm();
  }

  remove(key: K): void {
    this.#entries.delete(key);
    this.#arm();
  }

  #arm(): void {
    this.#timer?.[Symbol.dispose]();
    if (this.#isActing || this.#entries.size === 0) return;
    const next = Math.min(...this.#entries.values().map(({ due }) => due));
    const waitMs = next - performance.now();
    const run = () => void this.#run();
    this.#timer = waitMs > 0 ? setTimeout(run, waitMs) : setImmediate(run); // a timer takes a millisecond at least
  }

  async #run(): Promise<void> {
    const now = performance.now() + earlyMs;
    const due = [...this.#entries].filter(([, entry]) => entry.due <= now);
    if (due.length === 0) return this.#arm();
    for (const [, entry] of due) entry.due = this.#next(entry.intervalMs, now);
    this.#isActing = true;
    try {
      await this.#act(due.map(([key]) => key));
    } finally {
      this.#isActing = false;
      this.#arm();
    }
  }

  /** The first multiple of the interval that is not too close. */
  #next(intervalMs: number, now: number): number {
    return this.#origin + Math.ceil((now - this.#origin) / intervalMs + 0.5) * intervalMs;
  }
}
