import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCoredumpFilter } from '../../../src/procfs/pid/coredump_filter.ts';

const parse = (text: string) => parseCoredumpFilter(Buffer.from(text));

test('the default, and every bit', () => {
  assert.equal(parse('00000033\n'), 0x33n);
  assert.equal(parse('000001ff\n'), 0x1ffn);
});

for (const text of ['', '\n', '3 3\n', 'g\n']) {
  test(`rejects ${JSON.stringify(text)}`, () => assert.throws(() => parse(text), /"coredump_filter" is .*not hex/s));
}
