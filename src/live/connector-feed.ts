import { listed } from '../model/listed.ts';
import type { Machine } from '../model/machine.ts';
import { Operation } from '../model/operation.ts';
import { ConnectorThread, type Received } from '../procfs/connector-thread.ts';
import { remembered } from '../remembered.ts';
import { KnownProcesses } from './known-processes.ts';
import type { Hearer, ProcessEvents } from './process-event.ts';
import { toldEvents } from './told-events.ts';

const feeds = new WeakMap<Machine, ConnectorFeed>();

/**
 * Passes on what the kernel tells of processes, to any number of hearers from one thread: all that happens after this
 * returns, until the function that it returns is called. Throws the ProcfsError that says why the kernel does not tell.
 */
export async function hearConnector(machine: Machine, hearer: Hearer): Promise<() => void> {
  const feed = remembered(feeds, machine, () => new ConnectorFeed(machine, () => feeds.delete(machine)));
  return feed.add(hearer);
}

/** A thread that listens, from the first hearer to the last. */
class ConnectorFeed {
  readonly #machine: Machine;
  readonly #end: () => void;
  readonly #hearers = new Set<Hearer>();
  readonly #known = new KnownProcesses();
  readonly #running: Promise<{ stop: () => void }>;

  constructor(machine: Machine, end: () => void) {
    this.#machine = machine;
    this.#end = end;
    this.#running = this.#start();
  }

  async add(hearer: Hearer): Promise<() => void> {
    this.#hearers.add(hearer);
    try {
      const { stop } = await this.#running;
      return () => {
        this.#remove(hearer);
        if (this.#hearers.size === 0) stop();
      };
    } catch (error) {
      this.#remove(hearer);
      throw error;
    }
  }

  #remove(hearer: Hearer): void {
    if (this.#hearers.delete(hearer) && this.#hearers.size === 0) this.#end();
  }

  async #start(): Promise<{ stop: () => void }> {
    const thread = await ConnectorThread.start();
    void this.#run(thread);
    return { stop: () => void thread.stop() };
  }

  async #run(thread: ConnectorThread): Promise<void> {
    try {
      await this.#look();
      for (let received = await thread.receive(); received !== null; received = await thread.receive()) {
        if (received.missed > 0) await this.#look();
        const events = await this.#events(received);
        if (events.events.length === 0 && events.missedEvents === 0) continue;
        await Promise.all([...this.#hearers].map((hearer) => give(hearer, events)));
      }
    } catch (error) {
      void thread.stop();
      for (const hearer of [...this.#hearers]) hearer.fail(error);
    }
  }

  /** Where events were lost, what is known may be wrong. */
  async #look(): Promise<void> {
    const at = process.hrtime.bigint();
    const operation = new Operation(this.#machine);
    const processes = await listed(operation);
    await operation.load(processes, ['stat', 'task']);
    this.#known.look(processes, at);
  }

  async #events({ events, missed, asleep }: Received): Promise<ProcessEvents> {
    const told = events.map((event) => this.#known.take(event)).filter((told) => told !== null);
    const operation = new Operation(this.#machine);
    const found = told.length === 0 ? [] : await toldEvents(operation, told, asleep, this.#known);
    return { operation, source: 'CONNECTOR', events: found, missedEvents: missed, unseenForks: 0 };
  }
}

async function give(hearer: Hearer, events: ProcessEvents): Promise<void> {
  try {
    await hearer.take(events);
  } catch (error) {
    hearer.fail(error);
  }
}
