import { builder } from '../builder.ts';
import { clockOf } from '../model/clock.ts';
import { flagsIn } from '../model/flags.ts';
import type { Open } from '../model/open.ts';
import { timerFlags } from '../model/timer-flags.ts';
import { parseTimerfd, type TimeSpan as TimeSpanRecord } from '../procfs/pid/fdinfo/timerfd.ts';
import { Clock } from './clock.ts';

const TimerFlag = builder.enumType('TimerFlag', {
  description: 'How a timer was set, see timerfd_settime(2). Each description ends with the bit.',
  values: timerFlags,
});

const TimeSpan = builder.objectRef<TimeSpanRecord>('TimeSpan').implement({
  description: 'A time, in two numbers, so that no digit is lost.',
  fields: (t) => ({
    seconds: t.expose('seconds', { type: 'BigInt', description: 'Whole seconds.' }),
    nanoseconds: t.exposeInt('nanoseconds', { description: 'The rest, billionths of a second.' }),
  }),
});

export const TimerFd = builder.objectRef<Open<'anonymous'>>('TimerFd').implement({
  description: 'A timer that is read, see timerfd_create(2).',
  fields: (t) => ({
    clock: t.field({
      type: Clock,
      from: ['fdinfo'],
      nullable: true,
      description: 'The clock that it runs by. Source: fdinfo `clockid`.',
      resolve: (open) => clockOf(open.descriptor.details(parseTimerfd).clock),
    }),
    expirations: t.field({
      type: 'BigInt',
      from: ['fdinfo'],
      nullable: true,
      description: 'How often it has run out since it was read last. Source: fdinfo `ticks`.',
      resolve: (open) => open.descriptor.details(parseTimerfd).ticks,
    }),
    timerFlags: t.field({
      type: [TimerFlag],
      from: ['fdinfo'],
      nullable: true,
      description: 'How it was set. Source: fdinfo `settime flags`, octal.',
      resolve: (open) => flagsIn(open.descriptor.details(parseTimerfd).flags, timerFlags),
    }),
    remaining: t.field({
      type: TimeSpan,
      from: ['fdinfo'],
      nullable: true,
      description:
        'How long until it runs out, whatever it was set to. Null if it will not: not set, or run out. Source: fdinfo `it_value`.',
      resolve: (open) => unlessZero(open.descriptor.details(parseTimerfd).value),
    }),
    interval: t.field({
      type: TimeSpan,
      from: ['fdinfo'],
      nullable: true,
      description:
        'How long it runs each time after that. Null if it runs out once only. Source: fdinfo `it_interval`.',
      resolve: (open) => unlessZero(open.descriptor.details(parseTimerfd).interval),
    }),
  }),
});

function unlessZero(span: TimeSpanRecord): TimeSpanRecord | null {
  return Number(span.seconds) === 0 && span.nanoseconds === 0 ? null : span;
}
