import type { Exit } from '../model/exit.ts';
import type { Operation } from '../model/operation.ts';
import type { Process } from '../model/process.ts';

/** What can happen to a process. */
export const processEventKinds = {
  STARTED: { description: 'It was forked: it runs the program of its parent, and has its name.' },
  EXECUTED: { description: 'It began to run a program, see execve(2), which gave it its name.' },
  EXITED: { description: 'It ended, with all its threads.' },
  NAMED: { description: 'It was given another name, not by a program that it began to run.' },
  CHANGED_USER: { description: 'One of its user ids was set.' },
} as const;

export type ProcessEventKind = keyof typeof processEventKinds;

/** Where events come from. */
export const processEventSources = {
  CONNECTOR: {
    description:
      'The kernel tells of each, in order, as it happens: through its process connector. What it had no room for is counted.',
  },
  SAMPLED: {
    description:
      'All processes are looked at again and again, and events are the differences. What came and went in between is not seen; where the kernel hides addresses, another program may be seen as another name.',
  },
} as const;

export type ProcessEventSource = keyof typeof processEventSources;

/** Something that happened to a process. */
export interface ProcessEvent {
  kind: ProcessEventKind;
  source: ProcessEventSource;
  at: Date;
  pid: number;
  /** The process, if it was there when it was looked at afterwards, be it as a zombie. */
  process: Process | null;
  parentPid: number | null;
  /** Null if it was gone before it could be asked. */
  name: string | null;
  /** Of one that exited. Null if nobody saw how. */
  exit: Exit | null;
  /** Of one that changed its user. */
  user: { real: number; effective: number } | null;
}

/** Events that were told, or found, at the same time. */
export interface ProcessEvents {
  /** With the files that were read for them. */
  operation: Operation;
  source: ProcessEventSource;
  events: readonly ProcessEvent[];
  /** At most so many more were lost since the events before. */
  missedEvents: number;
  /** At most so many processes came and went unseen since the events before. Null if that is not known. */
  unseenForks: number | null;
}

/** Who is told. */
export interface Hearer {
  /** What happens next is told when it is done. */
  take: (events: ProcessEvents) => Promise<void>;
  fail: (error: unknown) => void;
}
