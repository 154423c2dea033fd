import { GraphQLError } from 'graphql';
import { type Limits, named, refusal } from './limits.ts';

/** The time that a query runs: aborts it when it ran as long as it may, or nobody waits for the answer any more. */
export class RunTime {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly #clientGone: AbortSignal | undefined;
  readonly #leave = () => this.#controller.abort(abandoned);

  /** `clientGone` is aborted when the client has gone. */
  constructor(limits: Limits, clientGone: AbortSignal | undefined) {
    this.#timer = setTimeout(() => this.#controller.abort(tooLong(limits)), limits.queryMs);
    this.#clientGone = clientGone;
    clientGone?.addEventListener('abort', this.#leave);
    if (clientGone?.aborted) this.#leave();
  }

  /** Its reason is what the client is told. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#clientGone?.removeEventListener('abort', this.#leave);
  }
}

const abandoned = new GraphQLError('The client has gone.', { extensions: { code: 'ABANDONED' } });

function tooLong(limits: Limits): GraphQLError {
  return refusal('TIMED_OUT', 'The query ran for too long', named(limits, 'queryMs', 'ms'));
}
