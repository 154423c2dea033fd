import { Source } from './source.ts';

interface Entry<T> {
  next: T | undefined;
}

/** Values that are pushed to readers who may wait for them. */
export class Stream<T extends object> extends Source<T> {
  readonly #entries = new WeakMap<T, Entry<T>>();
  #newest: Entry<T> = { next: undefined };
  readonly #first: Entry<T> = this.#newest;
  #unread = 0;
  #room: { below: number; resolve: () => void } | undefined;

  get isOver(): boolean {
    return this.ending !== undefined;
  }

  push(value: T): void {
    if (this.isOver) return;
    const entry = { next: undefined };
    this.#entries.set(value, entry);
    this.#newest.next = value;
    this.#newest = entry;
    this.#unread++;
    this.changed();
  }

  override after(last: T | null): T | undefined {
    const entry = last === null ? this.#first : this.#entries.get(last);
    const value = entry?.next;
    if (value === undefined) return undefined;
    this.#unread--;
    this.#makeRoom();
    return value;
  }

  /** Waits until fewer than so many values are unread, or the stream is over. For one who pushes and would rather not. */
  room(below: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#room = { below, resolve };
    this.#makeRoom();
    return promise;
  }

  override end(ending = {}): void {
    super.end(ending);
    this.#makeRoom();
  }

  #makeRoom(): void {
    const room = this.#room;
    if (room === undefined || (!this.isOver && this.#unread >= room.below)) return;
    this.#room = undefined;
    room.resolve();
  }
}
