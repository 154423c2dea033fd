import { malformed } from '../../error.ts';
import { bigDecimal, decimal, type Fields, type Integer, integer, octal, small, text } from '../../text.ts';
import type { FdinfoLine } from '../fdinfo.ts';
import { fieldsOf } from './lines.ts';

/** A timer that is read, timerfd_create(2): `clockid`, `ticks`, `settime flags`, `it_value`, `it_interval` of fdinfo. */
export interface Timerfd {
  /** Number of the clock, clock_gettime(2). */
  clock: number;
  /** How often it ran out since it was last read. */
  ticks: Integer;
  /** Bits of timerfd_settime(2), printed in octal. */
  flags: number;
  /** How long until it runs out, whatever it was set to. Zero if it will not. */
  value: TimeSpan;
  /** How long it runs anew each time. Zero if it does not. */
  interval: TimeSpan;
}

/** Seconds, and the part of a second in nanoseconds: one number would lose digits. */
export interface TimeSpan {
  seconds: Integer;
  nanoseconds: number;
}

export function parseTimerfd(lines: readonly FdinfoLine[]): Timerfd {
  const fields = fieldsOf(lines);
  return {
    clock: decimal(fields, 'clockid'),
    ticks: bigDecimal(fields, 'ticks'),
    flags: octal(fields, 'settime flags'),
    value: timeSpan(fields, 'it_value'),
    interval: timeSpan(fields, 'it_interval'),
  };
}

function timeSpan(fields: Fields, key: string): TimeSpan {
  const value = text(fields, key);
  const [, seconds = '', nanoseconds] = /^\((\d+), (\d{1,9})\)$/.exec(value) ?? [];
  if (nanoseconds === undefined) throw malformed(`"${key}" is "${value}", not seconds and nanoseconds`);
  return { seconds: integer(seconds, key), nanoseconds: small(nanoseconds, key) };
}
