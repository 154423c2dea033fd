import { GraphQLError } from 'graphql';
import type { FileLines } from './file-tail.ts';
import { type Ending, Source } from './source.ts';
import type { Step, Tail } from './tail.ts';
import type { Tick } from './tick.ts';

/** More files than this, unread one after the other, and the reader is given up. */
const mostFiles = 32;

/** How far one has read, and where it is to read on. */
interface Position {
  tail: Tail;
  step: Step;
  leave: () => void;
  /** The tail that follows, and the position there. */
  next: Tail | undefined;
  following: Position | undefined;
}

/**
 * The lines of a descriptor as one reader gets them: from a tail that it shares with all who have read as far, from one
 * of its own while it is too far behind them.
 */
export class Follower extends Source<Tick<FileLines>> {
  #position: Position | undefined;
  #given: Tick<FileLines> | null = null;

  /** What is given is all that comes from this tail, and from those after it. */
  begin(tail: Tail): void {
    if (super.ending !== undefined) {
      tail.end();
      return;
    }
    this.#position = this.#startOf(tail);
    tail.ask(this.#position.step);
    this.changed();
  }

  override get ending(): Ending | undefined {
    return super.ending ?? (this.#position?.tail.next === undefined ? this.#position?.tail.ending : undefined);
  }

  override after(last: Tick<FileLines> | null): Tick<FileLines> | undefined {
    if (last !== this.#given) return this.#given ?? undefined;
    for (let position = this.#position; position !== undefined; position = position.following) {
      this.#position = position;
      const { tail, step, leave } = position;
      tail.ask(step);
      const next = tail.after(step);
      if (next?.tick) {
        position.step = next;
        this.#given = next.tick;
        return next.tick;
      }
      if (tail.ending === undefined) return undefined;
      leave();
    }
    return undefined;
  }

  override end(ending: Ending = {}): void {
    super.end(ending);
    for (let position = this.#position; position !== undefined; position = position.following) position.leave();
  }

  #startOf(tail: Tail, next?: Tail, following?: Position): Position {
    return { tail, step: tail.begin(), leave: tail.listen(() => this.#keepUp()), next, following };
  }

  /** At once when a tail gives more, or ends: when the reader gets there, a file may be closed, and what followed forgotten. */
  #keepUp(): void {
    let files = 0;
    for (let position = this.#position; position !== undefined; position = position.following) {
      const { tail, step, leave, next } = position;
      if (tail.after(step)?.tick === null) {
        Object.assign(position, this.#startOf(tail.from(step), next, position.following));
        leave();
      }
      if (position.tail.next !== undefined && position.tail.next !== next) {
        position.following = this.#startOf(position.tail.next, next, position.following);
        position.next = position.tail.next;
      }
      files++;
    }
    if (files > mostFiles) this.end({ error: tooSlow() });
    else this.changed();
  }
}

function tooSlow(): GraphQLError {
  const message = `read faster, or subscribe anew: more than ${mostFiles} files are unread, as the descriptor led elsewhere, or they were cut`;
  return new GraphQLError(message, { extensions: { code: 'TOO_SLOW' } });
}
