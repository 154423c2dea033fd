import { Bell } from './bell.ts';

/** Keeps one who gives from getting further ahead of those who ask than so many bytes. */
export class Pace {
  readonly #aheadBytes: number;
  readonly #bell = new Bell();
  #given = 0;
  #asked: number | undefined;
  #isOver = false;

  constructor(aheadBytes: number) {
    this.#aheadBytes = aheadBytes;
  }

  /** How many bytes were given. */
  get given(): number {
    return this.#given;
  }

  give(bytes: number): void {
    this.#given += bytes;
  }

  /** One who was given so many bytes wants more. */
  ask(given: number): void {
    if (this.#asked !== undefined && given <= this.#asked) return;
    this.#asked = given;
    this.#bell.ring();
  }

  /** Nobody waits any more. */
  end(): void {
    this.#isOver = true;
    this.#bell.ring();
  }

  /** Waits until the fastest has come near enough. Before anybody has asked, nobody is near. */
  async room(): Promise<void> {
    const isFull = () => this.#asked === undefined || this.#given - this.#asked > this.#aheadBytes;
    while (!this.#isOver && isFull()) await this.#bell.heard();
  }
}
