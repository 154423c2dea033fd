import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseStackDepth } from '../../../src/procfs/pid/stack_depth.ts';

const parse = (text: string) => parseStackDepth(Buffer.from(text));

test('both depths', () => {
  assert.deepEqual(parse('previous stack depth: 2208\nstack depth: 1512\n'), { current: 1512, previous: 2208 });
});

test('rejects half of it', () => {
  assert.throws(() => parse('previous stack depth: 2208\n'), /no "stack depth" line/);
});
