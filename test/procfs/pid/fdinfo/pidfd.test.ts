import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsePidfd } from '../../../../src/procfs/pid/fdinfo/pidfd.ts';
import { extra } from './extra.ts';

for (const [situation, text, pidfd] of [
  ['a process', 'Pid:\t24502\nNSpid:\t24502\n', { pid: 24502, reaped: false, nsPids: [24502] }],
  ['the first process of a container', 'Pid:\t701\nNSpid:\t701\t1\n', { pid: 701, reaped: false, nsPids: [701, 1] }],
  ['a process that was reaped', 'Pid:\t-1\nNSpid:\t-1\n', { pid: null, reaped: true, nsPids: [] }],
  ['a process of another pid namespace', 'Pid:\t0\nNSpid:\t0\n', { pid: null, reaped: false, nsPids: [] }],
  ['a kernel without pid namespaces', 'Pid:\t7\n', { pid: 7, reaped: false, nsPids: [] }],
] as const) {
  test(situation, () => assert.deepEqual(parsePidfd(extra(text)), pidfd));
}

test('rejects a pid that is no number', () => {
  assert.throws(() => parsePidfd(extra('Pid:\tself\n')), /"Pid" is "self", not a whole number/);
});
