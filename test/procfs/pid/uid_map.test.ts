import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseIdMap } from '../../../src/procfs/pid/uid_map.ts';

const parse = (text: string) => parseIdMap(Buffer.from(text));

test('the first namespace: each id is itself', () => {
  assert.deepEqual(parse('         0          0 4294967295\n'), [{ inside: 0, outside: 0, count: 4294967295 }]);
});

test('a rootless container', () => {
  assert.deepEqual(parse('         0       1000          1\n         1     100000      65536\n'), [
    { inside: 0, outside: 1000, count: 1 },
    { inside: 1, outside: 100000, count: 65536 },
  ]);
});

test('a range that the reader’s namespace has no ids for', () => {
  assert.deepEqual(parse('         0 4294967295          1\n'), [{ inside: 0, outside: null, count: 1 }]);
});

test('a map that nobody has written yet', () => {
  assert.deepEqual(parse(''), []);
});

test('this kernel', () => {
  assert.ok(parseIdMap(readFileSync('/proc/self/uid_map')).length > 0);
});

for (const [situation, text] of [
  ['two columns', '0 0\n'],
  ['four columns', '0 0 1 1\n'],
  ['a negative id', '0 -1 1\n'],
  ['an empty line', '\n'],
] as const) {
  test(`rejects ${situation}`, () => assert.throws(() => parse(text), /is not a range of ids/));
}
