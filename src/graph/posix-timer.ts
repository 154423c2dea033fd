import { builder } from '../builder.ts';
import { clockOf } from '../model/clock.ts';
import { Process } from '../model/process.ts';
import { signalOf } from '../model/signals.ts';
import type { Timer } from '../procfs/pid/timers.ts';
import { Clock } from './clock.ts';
import { Signal } from './signal.ts';

const PosixTimer = builder.objectRef<Timer>('PosixTimer').implement({
  description: 'A timer of timer_create(2), see proc_pid_timers(5). When it runs out, the kernel does not say.',
  fields: (t) => ({
    id: t.exposeInt('id', { description: 'The id that timer_create(2) returned. Source: timers `ID`.' }),
    notification: t.exposeString('notify', {
      description:
        'What happens when it runs out: `signal`, `thread` for a new thread, `none`. Source: timers `notify`.',
    }),
    signal: t.field({
      type: Signal,
      nullable: true,
      description: 'The signal that is sent. Null for none. Source: timers `signal`.',
      resolve: ({ signal }) => signalOf(signal),
    }),
    value: t.expose('value', {
      type: 'Address',
      description: 'What comes with the signal: a number or a pointer. Source: timers `signal`.',
    }),
    targetId: t.int({
      nullable: true,
      description:
        'Pid, or thread id if `isForThread`, of who is told. Null if it is outside of the pid namespace. Source: timers `notify`.',
      resolve: ({ target }) => target || null,
    }),
    isForThread: t.exposeBoolean('isForThread', {
      description: 'Whether one thread is told, SIGEV_THREAD_ID, not the process. Source: timers `notify`.',
    }),
    clock: t.field({
      type: Clock,
      description: 'The clock that it runs by. Source: timers `ClockID`.',
      resolve: ({ clock }) => clockOf(clock),
    }),
    clockId: t.exposeInt('clock', {
      description: 'Number of the clock; negative for the CPU time of a process or thread. Source: timers `ClockID`.',
    }),
  }),
});

builder.objectField(Process, 'timers', (t) =>
  t.field({
    type: [PosixTimer],
    from: ['timers'],
    nullable: true,
    description: 'Its POSIX timers. Source: timers.',
    resolve: (process) => process.record('timers'),
  }),
);
