import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseBootId, parseSysctl } from '../../src/procfs/sys.ts';

for (const [situation, text, value] of [
  ['kptr_restrict', '1\n', 1],
  ['perf_event_paranoid', '-1\n', -1],
  ['file-max', '9223372036854775807\n', 9223372036854775807n],
] as const) {
  test(situation, () => assert.equal(parseSysctl(Buffer.from(text)), value));
}

for (const text of ['', '\n', '4\t4\t1\t7\n', 'linux\n', '1\n2\n']) {
  test(`rejects ${JSON.stringify(text)} for a number`, () => {
    assert.throws(() => parseSysctl(Buffer.from(text)), /"the setting" is .*, not a whole number/s);
  });
}

test('a boot id', () => {
  const id = '0d1899ae-6e00-47a7-9255-aacbdedff347';
  assert.equal(parseBootId(Buffer.from(`${id}\n`)), id);
});

for (const text of ['', '0d1899ae-6e00-47a7-9255\n', '0d1899ae-6e00-47a7-9255-aacbdedff347\nx']) {
  test(`rejects ${JSON.stringify(text)} for a boot id`, () => {
    assert.throws(() => parseBootId(Buffer.from(text)), /is not a UUID/);
  });
}
