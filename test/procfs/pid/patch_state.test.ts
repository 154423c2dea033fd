import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsePatchState } from '../../../src/procfs/pid/patch_state.ts';

const parse = (text: string) => parsePatchState(Buffer.from(text));

test('each state', () => {
  assert.deepEqual(['-1\n', '0\n', '1\n'].map(parse), [-1, 0, 1]);
});

for (const text of ['', '2\n', '-2\n', 'x\n']) {
  test(`rejects ${JSON.stringify(text)}`, () => assert.throws(() => parse(text), /"patch_state" is/));
}
