import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseNamespace } from '../../../src/procfs/pid/ns.ts';

const parse = (text: string) => parseNamespace(Buffer.from(text));

test('a network namespace', () => {
  assert.deepEqual(parse('net:[4026531840]'), { type: 'net', inode: 4026531840 });
});

test('an inode past 2^53 keeps every digit', () => {
  assert.deepEqual(parse('future_ns:[9223372036854775808]'), { type: 'future_ns', inode: 9223372036854775808n });
});

for (const text of ['', '/net:[1]', 'net:[]', 'net:[1', 'net:1', 'net:[1]\n', 'net:[-1]', ':[1]']) {
  test(`rejects ${JSON.stringify(text)}`, () => assert.throws(() => parse(text), /is not a namespace/));
}
