import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseChildren } from '../../../../src/procfs/pid/task/children.ts';

const parse = (text: string) => parseChildren(Buffer.from(text));

test('two, with a space behind each', () => assert.deepEqual(parse('301 302 '), [301, 302]));
test('none', () => assert.deepEqual(parse(''), []));

for (const text of ['301', ' 301 ', '301  302 ', '-1 ', '301,302 ']) {
  test(`rejects ${JSON.stringify(text)}`, () => assert.throws(() => parse(text), /not pids/));
}
