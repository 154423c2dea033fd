import { builder } from '../builder.ts';
import { refuseExpensiveOfAll } from '../expensive.ts';
import type { ProcessEvents } from '../live/process-event.ts';
import { watchProcessEvents } from '../live/process-events.ts';
import { ProcessEventKind, ProcessEventRef, ProcessEventSource } from './process-event.ts';
import { ProcessFilter } from './processes.ts';

const ProcessEventsRef = builder.objectRef<ProcessEvents>('ProcessEvents').implement({
  description: 'What happened to processes at about the same time, in order.',
  fields: (t) => ({
    events: t.expose('events', { type: [ProcessEventRef], description: 'The events. None, if there is only a count.' }),
    source: t.expose('source', { type: ProcessEventSource, description: 'Where events are known from.' }),
    missedEvents: t.exposeInt('missedEvents', {
      description:
        'How many events at most were lost before these: the kernel had no room for them, or this client was too slow. Any of them may have been filtered out, or of a thread. 0 means that none is missing.',
    }),
    unseenForks: t.exposeInt('unseenForks', {
      nullable: true,
      description:
        'How many processes at most were started and had exited before they could be seen, since the last time: always 0 from CONNECTOR. Threads that came and went are counted as well, and processes that this mount does not show, be they filtered or not. Null if that is not known. Source: /proc/stat `processes`.',
    }),
  }),
});

builder.subscriptionField('processEvents', (t) =>
  t.field({
    type: ProcessEventsRef,
    description:
      'What happens to processes, as it happens: they start, run programs, change name or user, exit. Where the kernel tells this server, no event is missing that is not counted, however short the process; elsewhere what looking at all processes shows, again and again. The first event is empty, and says that all which follow are told. A slow reader is told how many it missed.',
    args: {
      kinds: t.arg({ type: [ProcessEventKind], description: 'Which kinds of events. All, if not given.' }),
      where: t.arg({
        type: ProcessFilter,
        description:
          'Of which processes. All, if not given. A process is judged as it is an instant after each event; its exit is told if it met the filter the last time before. One that was gone before it could be judged counts as its parent does, but for its own pid and parent.',
      }),
      intervalMs: t.arg.int({
        required: true,
        defaultValue: 100,
        description:
          'Where events are sampled, the time between looks, milliseconds: from 50 to 3,600,000, which is an hour.',
      }),
    },
    subscribe: (_, { kinds, where, intervalMs }, { operation }, info) => {
      refuseExpensiveOfAll(info, { where });
      return watchProcessEvents(operation.machine, { kinds: kinds ?? null, where: where ?? {}, intervalMs });
    },
    resolve: ({ value }) => value,
  }),
);
