import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exitOf } from '../../src/model/exit.ts';

for (const [situation, code, exit] of [
  ['it was well', 0, { status: 0, signal: null, dumpedCore: false }],
  ['exit(3)', 3 << 8, { status: 3, signal: null, dumpedCore: false }],
  ['exit(255)', 255 << 8, { status: 255, signal: null, dumpedCore: false }],
  ['SIGKILL', 9, { status: null, signal: 9, dumpedCore: false }],
  ['SIGSEGV, core dumped', 139, { status: null, signal: 11, dumpedCore: true }],
] as const) {
  test(situation, () => assert.deepEqual(exitOf(code), exit));
}
