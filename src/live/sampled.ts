import type { Machine } from '../model/machine.ts';
import type { Operation } from '../model/operation.ts';
import { checkInterval } from './interval.ts';
import type { Processes } from './sampled-processes.ts';
import { samplerOf } from './sampler.ts';
import { Source } from './source.ts';
import type { Tick } from './tick.ts';
import { explained } from './unavailable.ts';
import type { Wish } from './wishes.ts';

/** A sample older than this is none for a reader that begins: another is taken. */
const freshMs = 1000;

/** What is sampled. */
export interface Subject<S, V> {
  wish: Wish;
  /** Makes a sample of what was read, reading more if it must. Throws if there is nothing that could be sampled. */
  sample: (operation: Operation, processes: Processes) => Promise<S> | S;
  /** What is told to a reader who was told of the sample `before` last; null for one that begins. */
  event: (now: S, before: S | null) => Tick<V>;
  /** Whether nothing comes after this sample. */
  isLast: (now: S) => boolean;
}

/**
 * Something that is sampled again and again. A reader gets the newest sample, and what differs from the one that it was
 * given before: one that is slow misses samples, but no difference.
 */
export class Sampled<S extends { operation: Operation }, V> extends Source<Tick<V>> {
  readonly #subject: Subject<S, V>;
  readonly #refresh: () => void;
  /** Which sample an event told of. */
  readonly #told = new WeakMap<Tick<V>, S>();
  #newest: S | undefined;
  #events = new Map<S | null, Tick<V>>();

  /** Returns once there is a first sample, from then on there is one an interval. */
  static async start<S extends { operation: Operation }, V>(
    machine: Machine,
    intervalMs: number,
    subject: Subject<S, V>,
  ): Promise<Sampled<S, V>> {
    checkInterval(intervalMs);
    const first = Promise.withResolvers<void>();
    const { refresh, stop } = samplerOf(machine).watch(intervalMs, {
      wish: subject.wish,
      take: async (operation, processes) => {
        source.#take(await subject.sample(operation, processes));
        first.resolve();
      },
      fail: (error) => {
        first.reject(explained(error));
        source.end({ error: explained(error) });
      },
    });
    const source = new Sampled(subject, refresh, stop);
    await first.promise;
    return source;
  }

  private constructor(subject: Subject<S, V>, refresh: () => void, stop: () => void) {
    super(stop);
    this.#subject = subject;
    this.#refresh = refresh;
  }

  override after(last: Tick<V> | null): Tick<V> | undefined {
    const now = this.#newest;
    if (now === undefined || (last === null && this.#isStale(now))) return undefined;
    const before = last === null ? null : (this.#told.get(last) ?? null);
    if (before === now) return undefined;
    let event = this.#events.get(before);
    if (event === undefined) {
      event = this.#subject.event(now, before);
      this.#events.set(before, event);
      this.#told.set(event, now);
    }
    return event;
  }

  #take(sample: S): void {
    if (this.ending !== undefined) return;
    this.#newest = sample;
    this.#events = new Map();
    if (this.#subject.isLast(sample)) this.end();
    else this.changed();
  }

  #isStale({ operation }: S): boolean {
    if (this.ending !== undefined || performance.now() - operation.at < freshMs) return false;
    this.#refresh();
    return true;
  }
}
