import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseSetgroups } from '../../../src/procfs/pid/setgroups.ts';

const parse = (text: string) => parseSetgroups(Buffer.from(text));

test('both words', () => {
  assert.equal(parse('allow\n'), true);
  assert.equal(parse('deny\n'), false);
});

for (const text of ['', 'allowed\n', 'allow\ndeny\n']) {
  test(`rejects ${JSON.stringify(text)}`, () => assert.throws(() => parse(text), /is neither "allow" nor "deny"/));
}
