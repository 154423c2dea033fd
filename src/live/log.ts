import { Source } from './source.ts';

interface Entry<E> {
  /** How many events, and bytes of them, came up to this one. */
  events: number;
  bytes: number;
  /** Nothing while it is the newest, or once the next one is no longer kept. */
  next: { event: E; entry: Entry<E> } | undefined;
}

/** What a reader missed that was too slow. */
interface Missed {
  events: number;
  bytes: number;
}

interface Events<E> {
  /** What a reader is given that begins: the events that come from then on follow it. */
  begin: () => E;
  /** What a reader is given in place of what it missed. */
  gap: (missed: Missed) => E;
}

/**
 * What happened, one after the other: a reader gets each event that comes after it began. So many bytes are kept: a
 * reader that falls back further is told what it missed, and goes on with the oldest event that is there.
 */
export class Log<E extends object> extends Source<E> {
  readonly #mostBytes: number;
  readonly #make: Events<E>;
  /** Where the readers stand that were given an event. */
  readonly #places = new WeakMap<E, Entry<E>>();
  /** Before the oldest event that is kept. */
  #start: Entry<E> = { events: 0, bytes: 0, next: undefined };
  #newest = this.#start;
  #beginning: E | undefined;

  constructor(mostBytes: number, make: Events<E>, stop: () => void) {
    super(stop);
    this.#mostBytes = mostBytes;
    this.#make = make;
  }

  /** `size` is about what it takes to keep the event. */
  push(event: E, size: number): void {
    if (this.ending !== undefined) return;
    const entry = { events: this.#newest.events + 1, bytes: this.#newest.bytes + size, next: undefined };
    this.#places.set(event, entry);
    this.#newest.next = { event, entry };
    this.#newest = entry;
    this.#beginning = undefined;
    this.#forget();
    this.changed();
  }

  override after(last: E | null): E | undefined {
    if (last === null) return this.begin();
    const place = this.#places.get(last);
    if (place === undefined) throw new Error('an event of another log');
    if (place.events >= this.#start.events) return place.next?.event;
    const events = this.#start.events - place.events;
    return this.#placed(this.#make.gap({ events, bytes: this.#start.bytes - place.bytes }), this.#start);
  }

  /** Readers that begin before anything more happens begin alike. */
  begin(): E {
    this.#beginning ??= this.#placed(this.#make.begin(), this.#newest);
    return this.#beginning;
  }

  #placed(event: E, place: Entry<E>): E {
    this.#places.set(event, place);
    return event;
  }

  /** The newest is always kept. A reader that is left behind must not hold on to all that came since. */
  #forget(): void {
    while (this.#newest.bytes - this.#start.bytes > this.#mostBytes) {
      const oldest = this.#start.next?.entry;
      if (oldest === undefined || oldest === this.#newest) return;
      this.#start.next = undefined;
      this.#start = oldest;
    }
  }
}
