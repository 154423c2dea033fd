import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseUptime } from '../../src/procfs/uptime.ts';

test('two times', () => {
  assert.deepEqual(parseUptime(Buffer.from('2819.73 5552.10\n')), { uptime: 2819.73, idle: 5552.1 });
});

for (const text of ['', '12 13\n', '1.5 NaN\n']) {
  test(`rejects ${JSON.stringify(text)}`, () => {
    assert.throws(() => parseUptime(Buffer.from(text)), /not two times in seconds/);
  });
}
