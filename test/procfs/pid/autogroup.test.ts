import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseAutogroup } from '../../../src/procfs/pid/autogroup.ts';

const parse = (text: string) => parseAutogroup(Buffer.from(text));

test('a session with a nice value below zero', () => {
  assert.deepEqual(parse('/autogroup-110 nice -5\n'), { id: 110, nice: -5 });
});

test('no bytes: in no group', () => assert.equal(parse(''), null));

for (const text of ['\n', '/autogroup-1\n', '/autogroup-x nice 0\n', '/autogroup-1 nice 0 1\n']) {
  test(`rejects ${JSON.stringify(text)}`, () => assert.throws(() => parse(text), /not a group/));
}
