import type { Machine } from '../model/machine.ts';
import { Operation } from '../model/operation.ts';
import type { ProcessFilter } from '../model/process-filter.ts';
import { hearConnector } from './connector-feed.ts';
import { EventFilter } from './event-filter.ts';
import { checkInterval } from './interval.ts';
import { Log } from './log.ts';
import type { Hearer, ProcessEventKind, ProcessEventSource, ProcessEvents } from './process-event.ts';
import { processEventSource } from './process-event-source.ts';
import { hearSamples } from './sampled-feed.ts';
import type { Tick } from './tick.ts';
import { explained } from './unavailable.ts';

/** About what an event takes until the last reader has it, and as much as is kept for those that are slow. */
const [eventBytes, keptBytes] = [1000, 16_000_000];

export interface WantedEvents {
  /** All, if null. */
  kinds: readonly ProcessEventKind[] | null;
  where: ProcessFilter;
  /** How often processes are looked at where the kernel does not tell. */
  intervalMs: number;
}

/** What happens to processes. A reader's first event has none, and says that it gets all that follow. */
export async function watchProcessEvents(machine: Machine, wanted: WantedEvents): Promise<Log<Tick<ProcessEvents>>> {
  checkInterval(wanted.intervalMs);
  const { source } = await processEventSource(machine);
  let stop = () => {};
  const telling = new Telling(machine, source, wanted, () => stop());
  try {
    stop = await hear(machine, source, wanted, telling);
    await telling.begin(new Operation(machine));
    if (telling.log.ending !== undefined) stop();
    return telling.log;
  } catch (error) {
    telling.log.end();
    throw explained(error);
  }
}

function hear(machine: Machine, source: ProcessEventSource, { kinds, intervalMs }: WantedEvents, hearer: Hearer) {
  if (source === 'CONNECTOR') return hearConnector(machine, hearer);
  const files = kinds === null || kinds.includes('CHANGED_USER') ? (['status'] as const) : [];
  return hearSamples(machine, intervalMs, files, hearer);
}

/** Tells of what it hears what is wanted. */
class Telling implements Hearer {
  readonly log: Log<Tick<ProcessEvents>>;
  readonly #filter: EventFilter;
  readonly #isReady = Promise.withResolvers<void>();
  /** Those that were not told of yet. */
  #unseenForks: number | null = 0;

  constructor(machine: Machine, source: ProcessEventSource, { kinds, where }: WantedEvents, stop: () => void) {
    this.#filter = new EventFilter(kinds, where);
    const nothing = (missedEvents: number, unseenForks: number | null) => {
      const operation = new Operation(machine);
      return tick({ operation, source, events: [], missedEvents, unseenForks });
    };
    this.log = new Log(
      keptBytes,
      {
        begin: () => nothing(0, 0),
        gap: ({ events, bytes }) => nothing(bytes / eventBytes - events, source === 'SAMPLED' ? null : 0),
      },
      stop,
    );
  }

  /** Judges the processes that are there already. What is heard waits for that. */
  async begin(operation: Operation): Promise<void> {
    try {
      await this.#filter.begin(operation);
    } finally {
      this.#isReady.resolve();
    }
  }

  async take(heard: ProcessEvents): Promise<void> {
    await this.#isReady.promise;
    const operation = heard.operation.event(null);
    const { missedEvents } = heard;
    if (missedEvents > 0) await this.#filter.begin(operation);
    const events = await this.#filter.chosen(heard.events, operation);
    const unseenForks = sum(this.#unseenForks, heard.unseenForks);
    this.#unseenForks = unseenForks;
    if (events.length + missedEvents === 0 && (this.#filter.isNarrow || !unseenForks)) return;
    this.#unseenForks = 0;
    // One more, as what has no events takes room, too.
    const size = eventBytes * (events.length + missedEvents + 1);
    this.log.push(tick({ ...heard, operation, events, unseenForks }), size);
  }

  fail(error: unknown): void {
    this.log.end({ error: explained(error) });
  }
}

function tick(value: ProcessEvents): Tick<ProcessEvents> {
  return { operation: value.operation, value };
}

function sum(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b;
}
