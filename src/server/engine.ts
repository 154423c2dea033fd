import { type DocumentNode, type ExecutionArgs, type ExecutionResult, GraphQLError, type GraphQLSchema } from 'graphql';
import type { Context } from '../builder.ts';
import { execute, type Subscription, subscribe } from '../execute.ts';
import type { Control } from '../model/control.ts';
import type { Machine } from '../model/machine.ts';
import { Operation } from '../model/operation.ts';
import { remembered } from '../remembered.ts';
import type { Caller } from './caller.ts';
import { CostLimit } from './cost-limit.ts';
import { Documents } from './documents.ts';
import { defaultLimits, type Limits, named, refusal } from './limits.ts';
import { operationOf } from './operation-of.ts';
import { Presentation } from './presentation.ts';
import { RunTime } from './run-time.ts';
import { type Results, SharedSubscription } from './shared-subscription.ts';

/** What a client sends. */
export interface Params {
  query: string;
  variables?: Readonly<Record<string, unknown>> | null | undefined;
  operationName?: string | null | undefined;
}

export interface EngineOptions {
  schema: GraphQLSchema;
  machine: Machine;
  /** Those that are not the default. */
  limits?: Partial<Limits>;
  /** There where the schema has mutations. */
  control?: Control;
  /** Told of what went wrong in procql itself, of which a client reads only "Unexpected error." */
  onFault: (fault: unknown) => void;
}

/** What resolvers are given of a call, but for its readings, which begin when it is executed. */
export type CallContext = Omit<Context, 'operation'>;

/** An operation that is to be executed. */
export type Call = Omit<ExecutionArgs, 'contextValue'> & { contextValue: CallContext };

interface Prepared {
  call: Call;
  isSubscription: boolean;
}

/** Those that run or are being started, by what makes their answers differ. */
type Subscriptions = Map<string, Promise<SharedSubscription | ExecutionResult>>;

/** Executes what clients ask, the same way whatever brings it here. */
export class Engine {
  readonly schema: GraphQLSchema;
  readonly documents: Documents;
  readonly limits: Limits;
  readonly presentation: Presentation;
  readonly #machine: Machine;
  readonly #control: Control | undefined;
  readonly #subscriptions = new WeakMap<DocumentNode, Subscriptions>();
  readonly #costLimit: CostLimit;
  readonly #running = new Set<SharedSubscription>();
  #queries = 0;
  #isEnding = false;

  constructor({ schema, machine, limits, control, onFault }: EngineOptions) {
    this.schema = schema;
    this.limits = { ...defaultLimits, ...limits };
    this.documents = new Documents(schema, this.limits);
    this.#machine = machine;
    this.#control = control;
    this.#costLimit = new CostLimit(this.limits, machine.proc);
    this.presentation = new Presentation(onFault);
  }

  /** What a call of this caller is given. */
  contextOf(caller: Caller): CallContext {
    return { control: this.#control, ...caller };
  }

  /** What to execute, or why it is refused. */
  prepare({ query, variables, operationName }: Params, caller: Caller): Prepared | readonly GraphQLError[] {
    try {
      const document = this.documents.parse(query);
      const errors = this.documents.validate(document);
      if (errors.length > 0) return errors;
      const operation = operationOf(document, operationName);
      const call = {
        schema: this.schema,
        document,
        variableValues: variables,
        operationName,
        contextValue: this.contextOf(caller),
      };
      return { call, isSubscription: operation.operation === 'subscription' };
    } catch (error) {
      return [error instanceof GraphQLError ? error : this.presentation.masked(error)];
    }
  }

  /** From the text to the answer, or answers. */
  async answer(params: Params, caller: Caller): Promise<Results | ExecutionResult> {
    const prepared = this.prepare(params, caller);
    if (!('call' in prepared)) return { errors: prepared };
    return prepared.isSubscription ? this.results(prepared.call) : this.execute(prepared.call);
  }

  /** The answers to a subscription, or the answer that says why there are none. */
  async results(call: Call): Promise<Results | ExecutionResult> {
    const subscription = await this.subscribe(call);
    return subscription instanceof SharedSubscription ? subscription.results() : subscription;
  }

  /** The answer to a query. While as many run as may, the answer is that. `unwanted` is aborted if nobody waits for it. */
  async execute(call: Call, unwanted?: AbortSignal): Promise<ExecutionResult> {
    if (this.#queries >= this.limits.queries) return { errors: [overload(this.limits)] };
    this.#queries++;
    const time = new RunTime(this.limits, unwanted);
    const { signal } = time;
    const operation = new Operation(this.#machine, { signal });
    try {
      const refused = await this.#costLimit.refusal(call);
      if (refused !== undefined) return { errors: [refused] };
      const contextValue = { ...call.contextValue, operation };
      return this.presentation.presentable(await execute({ ...call, contextValue, abortSignal: signal }));
    } catch (fault) {
      return this.presentation.failed(signal.aborted ? signal.reason : fault);
    } finally {
      time.end();
      this.#queries--;
    }
  }

  /** The subscription of these arguments, which clients share. Whoever asks must read it, or end its source. */
  async subscribe(call: Call): Promise<SharedSubscription | ExecutionResult> {
    const subscriptions = remembered(this.#subscriptions, call.document, (): Subscriptions => new Map());
    const key = JSON.stringify([call.operationName, call.variableValues]);
    const known = subscriptions.get(key);
    const running = known && (await known);
    if (running instanceof SharedSubscription && running.source.ending === undefined) return running;
    const started = this.#start(call, () => subscriptions.get(key) === started && subscriptions.delete(key));
    subscriptions.set(key, started);
    return started;
  }

  /** Completes all subscriptions, those too that are only about to start. */
  end(): void {
    this.#isEnding = true;
    for (const { source } of this.#running) source.end();
  }

  async #affordable(call: Call): Promise<Subscription | ExecutionResult> {
    const refused = await this.#costLimit.refusal(call);
    if (refused !== undefined) return { errors: [refused] };
    return subscribe({ ...call, contextValue: { ...call.contextValue, operation: new Operation(this.#machine) } });
  }

  async #start(call: Call, ended: () => void): Promise<SharedSubscription | ExecutionResult> {
    const started = await this.#affordable(call).catch((fault: unknown) => this.presentation.failed(fault));
    if (!('source' in started)) {
      ended();
      return this.presentation.presentable(started);
    }
    const subscription = new SharedSubscription(started, this.presentation);
    this.#running.add(subscription);
    void started.source.ended.then(() => {
      ended();
      this.#running.delete(subscription);
    });
    if (this.#isEnding) started.source.end();
    return subscription;
  }
}

/** Refused at once, so that what runs already goes on. */
function overload(limits: Limits): GraphQLError {
  return refusal('OVERLOADED', 'Too many queries run at the moment', named(limits, 'queries', 'queries at once'));
}
