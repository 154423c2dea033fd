import type { ExecutionResult } from 'graphql';
import type { Subscription } from '../execute.ts';
import { Reader } from '../live/reader.ts';
import type { Ending, Source } from '../live/source.ts';
import type { Tick } from '../live/tick.ts';
import { remembered } from '../remembered.ts';
import type { Frame } from './frame.ts';
import { frameOf } from './next-message.ts';
import type { Presentation } from './presentation.ts';
import { Turns } from './turns.ts';

/** What a source gives. */
export type Event = Tick<unknown>;

/** A result an event. Ends at once when it is returned. */
export type Results = AsyncIterableIterator<ExecutionResult, undefined, undefined>;

/** A subscription, for all clients that ask for the same: an event is executed once, and made a message once. */
export class SharedSubscription {
  readonly source: Source<Event>;
  /** Which clients take to be written to. */
  readonly turns = new Turns();
  readonly #execute: Subscription['execute'];
  readonly #presentation: Presentation;
  readonly #results = new WeakMap<Event, Promise<ExecutionResult>>();
  readonly #frames = new WeakMap<Event, Promise<Frame> | Frame>();
  readonly #failures = new WeakMap<Ending, ExecutionResult>();

  constructor({ source, execute }: Subscription, presentation: Presentation) {
    this.source = source;
    this.#execute = execute;
    this.#presentation = presentation;
  }

  /** The result of an event; if executing it fails, the last one. */
  result(event: Event): Promise<ExecutionResult> {
    let result = this.#results.get(event);
    if (result === undefined) {
      result = this.#execute(event).then(
        (result) => this.#presentation.presentable(result),
        (fault: unknown) => {
          this.source.end();
          return this.#presentation.failed(fault);
        },
      );
      this.#results.set(event, result);
    }
    return result;
  }

  /** The same as a message: at once, if it was asked for before. */
  frame(event: Event): Promise<Frame> | Frame {
    let frame = this.#frames.get(event);
    if (frame === undefined) {
      frame = this.result(event).then((result) => {
        const made = frameOf(result);
        this.#frames.set(event, made);
        return made;
      });
      this.#frames.set(event, frame);
    }
    return frame;
  }

  /** What a client is told last, where a source ended so. */
  failure(ending: Ending): ExecutionResult | undefined {
    if (!('error' in ending)) return undefined;
    return remembered(this.#failures, ending, () => this.#presentation.failed(ending.error));
  }

  /** The results, one at a time, as one client takes them. */
  results(): Results {
    const source = this.source.forReader();
    const reader = new Reader(source);
    const results: Results = {
      [Symbol.asyncIterator]: () => results,
      next: async () => {
        try {
          const { done, value } = await reader.next();
          return done ? { done, value: undefined } : { done: false, value: await this.result(value) };
        } catch (error) {
          const failure = source.ending && this.failure(source.ending);
          return { done: false, value: failure ?? this.#presentation.failed(error) };
        }
      },
      return: async () => {
        await reader.return();
        return { done: true, value: undefined };
      },
    };
    return results;
  }
}
