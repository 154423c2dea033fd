type Result<T> = IteratorResult<T, undefined>;

/**
 * Values that are pushed to one reader. Not an async generator: the `return()` of one waits for whatever the generator
 * waits for, and this ends at once. `stop` is called once, as soon as nobody reads any more or nothing comes any more.
 */
export class Stream<T extends object> implements AsyncIterableIterator<T, undefined, undefined> {
  readonly #unread: T[] = [];
  readonly #reads: PromiseWithResolvers<Result<T>>[] = [];
  readonly #stop: () => void;
  #failure: { error: unknown } | undefined;
  #isOver = false;
  #room: { below: number; resolve: () => void } | undefined;

  constructor(stop: () => void) {
    this.#stop = stop;
  }

  /** Nothing more is taken. What is unread may still be read. */
  get isOver(): boolean {
    return this.#isOver;
  }

  push(value: T): void {
    if (this.#isOver) return;
    const read = this.#reads.shift();
    if (read) read.resolve({ done: false, value });
    else this.#unread.push(value);
  }

  /** The same, in place of all that is unread: of samples, a slow reader gets the newest, never a backlog. */
  replace(value: T): void {
    if (!this.#isOver) this.#unread.length = 0;
    this.push(value);
  }

  /** Waits until fewer than so many values are unread, or the stream is over. For one who pushes and would rather not. */
  room(below: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#room = { below, resolve };
    this.#makeRoom();
    return promise;
  }

  /** Nothing more comes: once all is read, the reader learns that. */
  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#makeRoom();
    this.#stop();
    for (const { resolve } of this.#reads.splice(0)) resolve(this.next());
  }

  /** The same, and the reader learns why. */
  fail(error: unknown): void {
    if (this.#isOver) return;
    this.#failure = { error };
    this.end();
  }

  next(): Promise<Result<T>> {
    const value = this.#unread.shift();
    this.#makeRoom();
    if (value !== undefined) return Promise.resolve({ done: false, value });
    if (!this.#isOver) {
      const read = Promise.withResolvers<Result<T>>();
      this.#reads.push(read);
      return read.promise;
    }
    const failure = this.#failure;
    this.#failure = undefined;
    return failure ? Promise.reject(failure.error) : Promise.resolve({ done: true, value: undefined });
  }

  return(): Promise<Result<T>> {
    this.#unread.length = 0;
    this.#failure = undefined;
    this.end();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  #makeRoom(): void {
    const room = this.#room;
    if (room === undefined || (!this.#isOver && this.#unread.length >= room.below)) return;
    this.#room = undefined;
    room.resolve();
  }
}
