import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseTimerfd } from '../../../../src/procfs/pid/fdinfo/timerfd.ts';
import { extra } from './extra.ts';

const timer = (value: string, flags = '00') =>
  parseTimerfd(extra(`clockid: 1\nticks: 0\nsettime flags: ${flags}\nit_value: ${value}\nit_interval: (5, 0)\n`));

test('a timer that runs: no nanosecond of 204,548,219 seconds is lost', () => {
  assert.deepEqual(timer('(204548219, 926697514)', '01'), {
    clock: 1,
    ticks: 0,
    flags: 1,
    value: { seconds: 204548219, nanoseconds: 926697514 },
    interval: { seconds: 5, nanoseconds: 0 },
  });
});

test('one that was missed 2^64-1 times', () => {
  const text = 'clockid: 0\nticks: 18446744073709551615\nsettime flags: 03\nit_value: (0, 0)\nit_interval: (0, 0)\n';
  assert.partialDeepStrictEqual(parseTimerfd(extra(text)), { ticks: 18446744073709551615n, flags: 3 });
});

for (const [situation, value, flags, message] of [
  ['a value that is no pair', '3.9', '00', /"it_value" is "3.9", not seconds and nanoseconds/],
  ['more nanoseconds than a second has digits for', '(1, 1000000000)', '00', /not seconds and nanoseconds/],
  ['flags that are not octal', '(0, 0)', '08', /"settime flags" is "08", not octal/],
] as const) {
  test(`rejects ${situation}`, () => assert.throws(() => timer(value, flags), message));
}
