import { Source } from './source.ts';
import type { Tick } from './tick.ts';

/** A sample older than this is none for a reader that begins: another is taken. */
const freshMs = 1000;

/** What a kind of sample makes of itself, and who takes the samples. */
export interface Sampling<S, V> {
  /** What is told to a reader who was told of `before` last; null for one that begins. */
  event: (now: S, before: S | null) => Tick<V>;
  /** Takes a sample at once, out of turn. */
  refresh: () => void;
  stop: () => void;
}

/**
 * Something that is sampled again and again. A reader gets the newest sample, and what differs from the one that it was
 * given before: one that is slow misses samples, but no difference.
 */
export class Sampled<S extends { at: number }, V> extends Source<Tick<V>> {
  readonly #sampling: Sampling<S, V>;
  /** Which sample an event told of. */
  readonly #told = new WeakMap<Tick<V>, S>();
  #newest: S | undefined;
  #events = new Map<S | null, Tick<V>>();

  constructor(sampling: Sampling<S, V>) {
    super(() => sampling.stop());
    this.#sampling = sampling;
  }

  /** `isLast` if nothing comes after this sample. */
  take(sample: S, isLast = false): void {
    if (this.ending !== undefined) return;
    this.#newest = sample;
    this.#events = new Map();
    if (isLast) this.end();
    else this.changed();
  }

  override after(last: Tick<V> | null): Tick<V> | undefined {
    const now = this.#newest;
    if (now === undefined || (last === null && this.#isStale(now))) return undefined;
    const before = last === null ? null : (this.#told.get(last) ?? null);
    if (before === now) return undefined;
    let event = this.#events.get(before);
    if (event === undefined) {
      event = this.#sampling.event(now, before);
      this.#events.set(before, event);
      this.#told.set(event, now);
    }
    return event;
  }

  #isStale({ at }: S): boolean {
    if (this.ending !== undefined || performance.now() - at < freshMs) return false;
    this.#sampling.refresh();
    return true;
  }
}
