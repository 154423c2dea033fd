import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseLoadavg } from '../../src/procfs/loadavg.ts';

test('three loads, two counts, a pid', () => {
  assert.deepEqual(parseLoadavg(Buffer.from('0.02 10.12 0.08 1/88 4072\n')), {
    load1: 0.02,
    load5: 10.12,
    load15: 0.08,
    runnable: 1,
    tasks: 88,
    lastPid: 4072,
  });
});

for (const text of [
  '',
  '0.02 0.12 0.08\n',
  '0.02 0.12 NaN 1/88 4072\n',
  '0.02 0.12 0.08 1/ 4072\n',
  '1 2 3 1/88 4072\n',
]) {
  test(`rejects ${JSON.stringify(text)}`, () => {
    assert.throws(() => parseLoadavg(Buffer.from(text)), /is not three loads, two counts and a pid/);
  });
}
