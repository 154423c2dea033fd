import { Source } from '../../src/live/source.ts';

interface Entry<T> {
  next: T | undefined;
}

/** What a test pushes, for readers who may come later: each is given all of it. */
export class Stream<T extends object> extends Source<T> {
  readonly #entries = new WeakMap<T, Entry<T>>();
  readonly #first: Entry<T> = { next: undefined };
  #newest = this.#first;

  push(value: T): void {
    const entry = { next: undefined };
    this.#entries.set(value, entry);
    this.#newest.next = value;
    this.#newest = entry;
    this.changed();
  }

  override after(last: T | null): T | undefined {
    return (last === null ? this.#first : this.#entries.get(last))?.next;
  }
}
