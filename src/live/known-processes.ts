import type { Process } from '../model/process.ts';
import type { ConnectorEvent } from '../procfs/connector.ts';
import type { Integer } from '../procfs/text.ts';
import type { ProcessEventKind } from './process-event.ts';

/** What is known of a process. */
export interface Known {
  parentPid: number | null;
  /** Null since it began to run another program, until it is asked. */
  name: string | null;
  /** When it was forked, on the clock of the events. Null if that was not heard. */
  forkedAt: bigint | null;
  /** In clock ticks, once it was read. */
  starttime: Integer | null;
  /** Its threads that have not ended. */
  readonly tids: Set<number>;
  /** When it last began to run another program, on the clock of the events. */
  executedAt: bigint;
}

/** What an event of the connector says of a process. */
export interface Told {
  kind: ProcessEventKind;
  pid: number;
  /** On the clock of the events. */
  at: bigint;
  known: Known;
  /** The name it had then, as far as it is known. */
  name: string | null;
  parentPid: number | null;
  /** Of one that started, whose name it has. */
  copyOf: Known | null;
  exitCode: number | null;
  user: { real: number; effective: number } | null;
}

interface Event {
  pid: number;
  tid: number;
  at: bigint;
}

const unknown = { parentPid: null, name: null, forkedAt: null, starttime: null, executedAt: 0n };

/**
 * The processes as the connector tells of them. It tells of threads: a process ends with the last of its threads, which
 * need not be the first one.
 */
export class KnownProcesses {
  readonly #all = new Map<number, Known>();
  #lookedAt = 0n;

  /** Who has the pid, if it is known. */
  get(pid: number): Known | undefined {
    return this.#all.get(pid);
  }

  /** Begins anew, with what was read of all processes, `stat` and `task`, from some moment on. */
  look(processes: readonly Process[], at: bigint): void {
    this.#all.clear();
    this.#lookedAt = at;
    for (const process of processes) {
      if (process.failure) continue;
      const { ppid, comm, starttime } = process.stat;
      const tids = new Set(process.failureOf('task') ? [process.pid] : process.record('task'));
      if (process.isZombie) tids.delete(process.pid);
      if (tids.size === 0) continue;
      this.#all.set(process.pid, { ...unknown, parentPid: ppid || null, name: comm.toString(), starttime, tids });
    }
  }

  /** What an event says of a process. Null if it says something of a thread alone, or what is not told. */
  take(event: ConnectorEvent): Told | null {
    switch (event.what) {
      case 'FORK':
        return this.#fork(event);
      case 'EXEC':
        return this.#exec(event);
      case 'COMM':
        return event.tid === event.pid ? this.#rename(event) : null;
      case 'UID': {
        const { real, effective } = event;
        return event.tid === event.pid ? this.#told('CHANGED_USER', event, { user: { real, effective } }) : null;
      }
      case 'EXIT':
        return this.#exit(event);
      default:
        return null;
    }
  }

  #fork(event: Event & { parentPid: number }): Told | null {
    const isNews = event.at >= this.#lookedAt;
    if (event.tid !== event.pid) {
      if (isNews) this.#all.get(event.pid)?.tids.add(event.tid);
      return null;
    }
    const copyOf = this.#all.get(event.parentPid) ?? null;
    const parentPid = event.parentPid || null;
    if (isNews) {
      const [name, tids] = [copyOf?.name ?? null, new Set([event.pid])];
      this.#all.set(event.pid, { ...unknown, parentPid, name, tids, forkedAt: event.at });
    }
    return this.#told('STARTED', event, { parentPid, copyOf });
  }

  /** Whichever thread it was: it is the first and only one from then on. */
  #exec(event: Event): Told {
    const known = this.#all.get(event.pid);
    if (known !== undefined && event.at >= this.#lookedAt) {
      known.tids.clear();
      known.tids.add(event.pid);
      known.executedAt = event.at;
      known.name = null;
    }
    return this.#told('EXECUTED', event);
  }

  #rename(event: Event & { name: Buffer }): Told {
    const name = event.name.toString();
    const known = this.#all.get(event.pid);
    if (known !== undefined && event.at >= this.#lookedAt) known.name = name;
    return this.#told('NAMED', event, { name });
  }

  #exit(event: Event & { parentPid: number; code: number }): Told | null {
    const known = this.#all.get(event.pid);
    const { code, parentPid } = event;
    if (known === undefined) {
      // It ended while all were looked at, or what was told of its start is lost.
      return event.tid === event.pid
        ? this.#told('EXITED', event, { exitCode: code, parentPid: parentPid || null })
        : null;
    }
    if (event.at < known.executedAt) return null; // of a thread that the exec ended, told late
    known.tids.delete(event.tid);
    if (known.tids.size > 0) return null;
    const told = this.#told('EXITED', event, { exitCode: code, parentPid: parentPid || known.parentPid });
    this.#all.delete(event.pid);
    return told;
  }

  #told(kind: ProcessEventKind, { pid, at }: Event, more: Partial<Told> = {}): Told {
    const known = this.#all.get(pid) ?? { ...unknown, tids: new Set() };
    const { name, parentPid } = known;
    return { kind, pid, at, known, name, parentPid, copyOf: null, exitCode: null, user: null, ...more };
  }
}
