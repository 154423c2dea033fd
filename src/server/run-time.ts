import { GraphQLError } from 'graphql';
import { type Limits, named, refusal } from './limits.ts';

/** The time that a query runs: aborts it when it ran as long as it may, or nobody waits for the answer any more. */
export class RunTime {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly #unwanted: AbortSignal | undefined;
  readonly #leave = () => this.#controller.abort(abandoned);

  /** `unwanted` is aborted when nobody waits for the answer any more. */
  constructor(limits: Limits, unwanted: AbortSignal | undefined) {
    this.#timer = setTimeout(() => this.#controller.abort(tooLong(limits)), limits.queryMs);
    this.#unwanted = unwanted;
    unwanted?.addEventListener('abort', this.#leave);
    if (unwanted?.aborted) this.#leave();
  }

  /** Its reason is what the client is told. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#unwanted?.removeEventListener('abort', this.#leave);
  }
}

const abandoned = new GraphQLError('Nobody waits for the answer any more.', { extensions: { code: 'ABANDONED' } });

function tooLong(limits: Limits): GraphQLError {
  return refusal('TIMED_OUT', 'The query ran for too long', named(limits, 'queryMs', 'ms'));
}
