import type { Ending, Source } from './source.ts';

type Result<E> = IteratorResult<E, undefined>;

/**
 * Reads a source, an event at a time, each when it is asked for. Not an async generator: the `return()` of one waits
 * for whatever the generator waits for, and this ends at once.
 */
export class Reader<E extends object> implements AsyncIterableIterator<E, undefined, undefined> {
  readonly #source: Source<E>;
  readonly #leave: () => void;
  readonly #reads: PromiseWithResolvers<Result<E>>[] = [];
  #last: E | null = null;
  #ending: Ending | undefined;

  constructor(source: Source<E>) {
    this.#source = source.forReader();
    this.#leave = this.#source.listen(() => this.#serve());
  }

  next(): Promise<Result<E>> {
    const read = Promise.withResolvers<Result<E>>();
    this.#reads.push(read);
    this.#serve();
    return read.promise;
  }

  return(): Promise<Result<E>> {
    this.#ending = {};
    this.#leave();
    this.#serve();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  #serve(): void {
    for (let read = this.#reads[0]; read !== undefined; read = this.#reads[0]) {
      const value = this.#ending === undefined ? this.#source.after(this.#last) : undefined;
      if (value !== undefined) {
        this.#last = value;
        read.resolve({ done: false, value });
      } else if (!this.#finish(read)) {
        return;
      }
      this.#reads.shift();
    }
  }

  /** At the end of a source that failed, the first read learns why. */
  #finish(read: PromiseWithResolvers<Result<E>>): boolean {
    const ending = this.#ending ?? this.#source.ending;
    if (ending === undefined) return false;
    this.#ending = {};
    this.#leave();
    if ('error' in ending) read.reject(ending.error);
    else read.resolve({ done: true, value: undefined });
    return true;
  }
}
