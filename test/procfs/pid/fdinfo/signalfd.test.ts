import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseSignalfd } from '../../../../src/procfs/pid/fdinfo/signalfd.ts';
import { extra } from './extra.ts';

test('the first signal, the last, and one between', () => {
  assert.equal(parseSignalfd(extra('sigmask:\t8000000000010001\n')), 0x8000_0000_0001_0001n);
});

test('rejects a mask that is not hexadecimal', () => {
  assert.throws(() => parseSignalfd(extra('sigmask:\tHUP\n')), /"sigmask" is "HUP", not hexadecimal/);
});
