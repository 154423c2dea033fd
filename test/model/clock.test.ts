import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clockOf, clocks } from '../../src/model/clock.ts';

test('numbers have names, those that glibc gives its own CPU clocks too', () => {
  assert.equal(clockOf(7), clocks.CLOCK_BOOTTIME.value);
  assert.equal(clockOf(-6), clocks.CLOCK_PROCESS_CPUTIME_ID.value);
  assert.equal(clockOf(-2), clocks.CLOCK_THREAD_CPUTIME_ID.value);
});

test('a clock of another process, and one that is not known', () => {
  assert.equal(clockOf(-1 - 8 * 4711), clocks.OTHER.value);
  assert.equal(clockOf(10), clocks.OTHER.value);
});
