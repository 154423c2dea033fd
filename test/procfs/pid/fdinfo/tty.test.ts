import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseTtyIndex } from '../../../../src/procfs/pid/fdinfo/tty.ts';
import { extra } from './extra.ts';

test('the master of a pseudo-terminal, and another device', () => {
  assert.equal(parseTtyIndex(extra('tty-index:\t0\n')), 0);
  assert.equal(parseTtyIndex(extra('')), null);
});
