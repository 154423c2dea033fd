import type { GraphQLError } from 'graphql';
import { ProcessCount } from '../model/process-count.ts';
import type { Proc } from '../procfs/proc.ts';
import { costOf, type Priced } from './cost.ts';
import { type Limits, named, refusal } from './limits.ts';

/** Holds operations to what they may cost on this machine, before anything of them is executed. */
export class CostLimit {
  readonly #limits: Limits;
  readonly #processCount: ProcessCount;

  constructor(limits: Limits, proc: Proc) {
    this.#limits = limits;
    this.#processCount = new ProcessCount(proc);
  }

  /** Why an operation is not executed. Nothing if its cost is within the limit, or its variables do not even fit. */
  async refusal(operation: Priced): Promise<GraphQLError | undefined> {
    const cost = costOf(operation, await this.#processCount.get());
    if (cost <= this.#limits.cost) return undefined;
    const found = `The operation takes about ${Math.round(cost)} µs of work: ask for fewer rows, with "first", or fields`;
    return refusal('TOO_COSTLY', found, named(this.#limits, 'cost', 'µs of work'));
  }
}
