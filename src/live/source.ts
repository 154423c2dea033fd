import { Reader } from './reader.ts';

/** How a source ended: of itself, or because it failed. */
export type Ending = { error?: unknown };

/**
 * What is watched, by any number of readers. Each holds on to the event that it was given last, and asks for the one
 * that follows. Readers in step are given the same object: what is made of an event once is made for all of them.
 */
export abstract class Source<E extends object> implements AsyncIterable<E> {
  readonly #listeners = new Set<() => void>();
  readonly #stop: () => void;
  readonly #ended = Promise.withResolvers<void>();
  #ending: Ending | undefined;

  /** `stop` is called once: when the last listener leaves, or nothing comes any more. */
  constructor(stop: () => void) {
    this.#stop = stop;
  }

  /** The event that follows a reader's last one; its first, for a reader that begins. Nothing while there is none. */
  abstract after(last: E | null): E | undefined;

  /** What one reader reads: this, unless its readers are told apart. */
  forReader(): Source<E> {
    return this;
  }

  /** Once it is there, nothing comes but what `after` still gives. */
  get ending(): Ending | undefined {
    return this.#ending;
  }

  /** Resolves then. */
  get ended(): Promise<void> {
    return this.#ended.promise;
  }

  /** Calls back whenever `after` may give more, and at the end. The function returned stops that. */
  listen(changed: () => void): () => void {
    this.#listeners.add(changed);
    return () => {
      if (this.#listeners.delete(changed) && this.#listeners.size === 0) this.end();
    };
  }

  /** Nothing more comes, be it that something failed. */
  end(ending: Ending = {}): void {
    if (this.#ending !== undefined) return;
    this.#ending = ending;
    this.#stop();
    this.#ended.resolve();
    this.changed();
  }

  [Symbol.asyncIterator](): Reader<E> {
    return new Reader(this);
  }

  /** Tells the readers that there is more. */
  protected changed(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
