import type { Machine } from '../model/machine.ts';
import type { Obstacle, Opened } from '../model/tailable.ts';
import { isNotFound } from '../procfs/error.ts';
import { remembered } from '../remembered.ts';
import type { Tail } from './tail.ts';
import { Tolerance } from './tolerance.ts';
import { explained } from './unavailable.ts';
import type { Found, WatchedDescriptor } from './watched-descriptor.ts';

const lookMs = 1000;

const all = new WeakMap<Machine, Map<string, DescriptorTails>>();

/** The tails of one descriptor of one process: they see together where it leads, and meet where all is read. */
export class DescriptorTails {
  readonly descriptor: WatchedDescriptor;
  readonly #others: Map<string, DescriptorTails>;
  readonly #tails = new Set<Tail>();
  readonly #tolerance = new Tolerance();
  #resting: Tail | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isLooking = false;

  /** One for all who look at the same descriptor of the same process. It must have been looked at. */
  static of(descriptor: WatchedDescriptor): DescriptorTails {
    const others = remembered(all, descriptor.machine, () => new Map());
    return others.get(descriptor.key) ?? new DescriptorTails(descriptor, others);
  }

  private constructor(descriptor: WatchedDescriptor, others: Map<string, DescriptorTails>) {
    this.descriptor = descriptor;
    this.#others = others;
  }

  /** What the descriptor leads to, for another tail: opened anew, unless one has it open. */
  async open(opened: Opened): Promise<Found | Obstacle> {
    const [tail] = [...this.#tails].filter((tail) => tail.isOf(opened.stats));
    return tail?.hold() ?? this.descriptor.open(opened);
  }

  add(tail: Tail): void {
    this.#tails.add(tail);
    this.#others.set(this.descriptor.key, this);
    this.#timer ??= setInterval(() => void this.#look(), lookMs);
  }

  remove(tail: Tail): void {
    this.#tails.delete(tail);
    if (this.#resting === tail) this.#resting = undefined;
    if (this.#tails.size > 0) return;
    this.#others.delete(this.descriptor.key);
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** A tail has read all there is: gives one that stands there already. The next that comes is given this. */
  rest(tail: Tail): Tail | undefined {
    const other = this.#resting;
    if (other !== undefined && other !== tail && other.isWith(tail)) return other;
    this.#resting = tail;
    return undefined;
  }

  /** However much is unread: where the descriptor leads meanwhile would be missed. */
  async #look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      await this.#tolerance.attempt(() => this.#seeWhereItLeads());
    } catch (error) {
      this.#fail(error);
    }
    this.#isLooking = false;
    for (const tail of this.#tails) tail.wake();
  }

  async #seeWhereItLeads(): Promise<void> {
    if (this.#there.length === 0) return;
    const now = await this.descriptor.look();
    for (const tail of this.#there) if (now && tail.isOf(now.stats)) tail.grow(now.stats.size);
    const isElsewhere = (tail: Tail) => now === null || !tail.isOf(now.stats);
    if (!this.#there.some(isElsewhere)) return;
    const found = now && (await this.open(now));
    const next = typeof found === 'string' ? null : found;
    for (const tail of this.#there.filter(isElsewhere)) tail.leave(next && { ...next, file: next.file.hold() });
    await next?.file.close();
  }

  #fail(error: unknown): void {
    const isGone = isNotFound(error); // it led elsewhere, and that was gone
    for (const tail of this.#there) {
      if (isGone) tail.leave(null);
      else tail.end({ error: explained(error) });
    }
  }

  /** Those whose file the descriptor led to when it was last looked at. */
  get #there(): Tail[] {
    return [...this.#tails].filter((tail) => !tail.isLeft);
  }
}
