import { Operation } from '../model/operation.ts';
import { isSameFile } from '../model/own-files.ts';
import type { Stats } from '../procfs/batch.ts';
import type { Watch } from '../procfs/watch.ts';
import { Bell } from './bell.ts';
import type { DescriptorTails } from './descriptor-tails.ts';
import { type FileLines, FileTail, keptSize } from './file-tail.ts';
import type { Start } from './last-lines.ts';
import { Log } from './log.ts';
import { Pace } from './pace.ts';
import type { Tick } from './tick.ts';
import { Tolerance } from './tolerance.ts';
import { explained } from './unavailable.ts';
import type { Found } from './watched-descriptor.ts';

/** Kept for readers that are slower than the fastest: about so many bytes of memory. */
const keptBytes = 1 << 20;

/** The file is read so far before the fastest asks for it, and no further. */
const aheadBytes = 1 << 18;

/** How far one is who reads a tail. */
export interface Step {
  /** What was given last. Null for one who begins, or has fallen back too far to be given what comes next. */
  tick: Tick<FileLines> | null;
  /** Where the line begins that comes next. */
  place: number;
  /** How many bytes of memory were given until then. */
  given: number;
}

/**
 * Reads the lines of one file of a descriptor, until the file is cut, exchanged or closed, for any number of readers. It
 * reads as the fastest of them asks: where there is but one, what that does not ask for stays in the file.
 */
export class Tail extends Log<Step> {
  readonly #tails: DescriptorTails;
  readonly #found: Found;
  readonly #reading: FileTail;
  readonly #bell = new Bell();
  readonly #pace = new Pace(aheadBytes);
  readonly #watch: Watch | null;
  readonly #tolerance = new Tolerance();
  #isLeft = false;
  #next: Tail | undefined;

  /** Reads and closes the file that was found. */
  constructor(tails: DescriptorTails, found: Found, reading: FileTail) {
    const here = (): Step => ({ tick: null, place: reading.place, given: this.#pace.given });
    super(keptBytes, { begin: here, gap: here }, () => this.#stop());
    this.#tails = tails;
    this.#found = found;
    this.#reading = reading;
    this.#watch = found.isWatched ? tails.descriptor.watch(() => this.wake()) : null;
    tails.add(this);
    void this.#run();
  }

  isOf(file: Stats): boolean {
    return isSameFile(this.#found.opened.stats, file);
  }

  /** The file, for another who reads and closes it. */
  hold(): Found {
    return { ...this.#found, file: this.#found.file.hold() };
  }

  /** The file was seen to be so large. */
  grow(size: bigint): void {
    this.#reading.grow(Number(size));
  }

  /** The descriptor does not lead to this file any more. */
  get isLeft(): boolean {
    return this.#isLeft;
  }

  /** What follows, as soon as it is known: where the descriptor leads after this, or what is written after a cut. */
  get next(): Tail | undefined {
    return this.#next;
  }

  /** The two have read the same, and what they give next is the same. */
  isWith(other: Tail): boolean {
    return this.isOf(other.#found.opened.stats) && this.#reading.isWith(other.#reading);
  }

  /** One who reads wants what comes next. Before the first does, nothing is read. */
  ask({ given }: Step): void {
    this.#pace.ask(given);
  }

  /** There may be more to read. */
  wake(): void {
    this.#bell.ring();
  }

  /** The descriptor leads elsewhere, to what is open for this, or nowhere: that follows once all is read that stands here. */
  leave(found: Found | null): void {
    if (this.#isOver) return void found?.file.close();
    this.#isLeft = true;
    if (found === null) this.changed();
    else this.#lead(this.#of(found, { offset: 0 }), () => this.changed());
  }

  /** Another tail of the same file, for one who is slower than the others: it starts with the line that comes next. */
  from({ place }: Step): Tail {
    const tail = this.#branch({ offset: place }, this.#reading.size);
    tail.ask(tail.begin()); // at once, while what stands there is what stood there
    return tail;
  }

  #branch(start: Start, size?: number): Tail {
    const tail = this.#of(this.hold(), start, size);
    tail.#isLeft = this.#isLeft;
    tail.#next = this.#next;
    return tail;
  }

  #of(found: Found, start: Start, size?: number): Tail {
    const { secrets } = this.#tails.descriptor.machine;
    return new Tail(this.#tails, found, new FileTail(found.file, start, secrets, size));
  }

  async #run(): Promise<void> {
    await this.#pace.room();
    while (!this.#isOver) {
      try {
        await this.#tolerance.attempt(() => this.#round());
      } catch (error) {
        this.end({ error: explained(error) });
      }
      await this.#bell.heard();
    }
    await this.#found.file.close();
  }

  /** What was written before the descriptor led elsewhere is there once it was seen to. */
  async #round(): Promise<void> {
    const isLeft = this.#isLeft;
    for await (const lines of this.#reading.read()) {
      if (this.#isOver) return;
      if (lines.event === 'TRUNCATED') return this.#lead(this.#branch({ offset: 0 }), () => this.#finish(lines));
      this.#push(lines);
      await this.#pace.room();
    }
    if (this.#isOver) return;
    if (isLeft) {
      const event = this.#next === undefined ? 'CLOSED' : 'REOPENED';
      this.#finish({ lines: this.#reading.rest(), event, droppedBytes: 0 });
    } else if (!this.#isLeft) {
      this.#rest();
    }
  }

  /** Two that have read the same go on as one. */
  #rest(): void {
    this.#next = this.#tails.rest(this);
    if (this.#next !== undefined) this.end();
  }

  /** Tells the readers of a tail that follows: it lasts until all have heard, whoever leaves it before the others come. */
  #lead(next: Tail, tell: () => void): void {
    const release = next.listen(() => {});
    this.#next = next;
    tell();
    release();
  }

  /** For what comes last nothing older is forgotten: it might not be there to be read again. */
  #finish(last: FileLines): void {
    this.#push(last, { isLast: true });
    this.end();
  }

  #push(value: FileLines, { isLast = false } = {}): void {
    const size = keptSize(value);
    this.#pace.give(size);
    const tick = { operation: new Operation(this.#tails.descriptor.machine), value };
    this.push({ tick, place: this.#reading.place, given: this.#pace.given }, isLast ? 0 : size);
  }

  get #isOver(): boolean {
    return this.ending !== undefined;
  }

  #stop(): void {
    this.#tails.remove(this);
    this.#watch?.close();
    this.#bell.ring();
    this.#pace.end();
  }
}
