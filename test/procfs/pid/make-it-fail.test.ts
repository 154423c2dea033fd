import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseFailNth, parseMakeItFail } from '../../../src/procfs/pid/make-it-fail.ts';

test('a target and no target', () => {
  assert.equal(parseMakeItFail(Buffer.from('1\n')), true);
  assert.equal(parseMakeItFail(Buffer.from('0\n')), false);
});

test('the third call', () => {
  assert.equal(parseFailNth(Buffer.from('3\n')), 3);
});

test('rejects nothing', () => {
  assert.throws(() => parseMakeItFail(Buffer.from('')), /"make-it-fail" is ""/);
  assert.throws(() => parseFailNth(Buffer.from('')), /"fail-nth" is ""/);
});
