import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseLatency } from '../../../src/procfs/pid/latency.ts';

const heading = 'Latency Top version : v0.1\n';
const parse = (text: string) => parseLatency(Buffer.from(text));

test('two places, one of them in a module', () => {
  assert.deepEqual(parse(`${heading}2 5000 4000 fuse_simple_request [fuse] do_syscall_64\n1 7 7\n`), [
    {
      count: 2,
      total: 5000,
      longest: 4000,
      calls: [
        { name: 'fuse_simple_request', module: 'fuse' },
        { name: 'do_syscall_64', module: null },
      ],
    },
    { count: 1, total: 7, longest: 7, calls: [] },
  ]);
});

test('none, as while it is off', () => assert.deepEqual(parse(heading), []));

for (const [situation, text] of [
  ['nothing', ''],
  ['another version', 'Latency Top version : v9\n'],
  ['a place without times', `${heading}2 do_syscall_64\n`],
] as const) {
  test(`rejects ${situation}`, () => assert.throws(() => parse(text), /it begins with|is no latency/));
}
