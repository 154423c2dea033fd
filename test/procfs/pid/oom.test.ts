import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseOomAdj, parseOomScore, parseOomScoreAdj } from '../../../src/procfs/pid/oom.ts';

test('an ordinary process', () => {
  assert.equal(parseOomScore(Buffer.from('666\n')), 666);
  assert.equal(parseOomScoreAdj(Buffer.from('0\n')), 0);
});

test('one that is never killed', () => {
  assert.equal(parseOomScoreAdj(Buffer.from('-1000\n')), -1000);
  assert.equal(parseOomAdj(Buffer.from('-17\n')), -17);
});

for (const text of ['', '\n', 'x\n', '1\n2\n', '1 2\n', '1.5\n']) {
  test(`rejects ${JSON.stringify(text)}`, () => {
    assert.throws(() => parseOomScore(Buffer.from(text)), /"oom_score" is .*, not a whole number/s);
    assert.throws(() => parseOomAdj(Buffer.from(text)), /"oom_adj" is .*, not a whole number/s);
    assert.throws(() => parseOomScoreAdj(Buffer.from(text)), /"oom_score_adj" is .*, not a whole number/s);
  });
}
