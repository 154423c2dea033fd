import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseTunInterface } from '../../../../src/procfs/pid/fdinfo/tun.ts';
import { extra } from './extra.ts';

test('a tunnel with an interface, and one that has none yet', () => {
  assert.equal(parseTunInterface(extra('iff:\ttt0\n')), 'tt0');
  assert.equal(parseTunInterface(extra('iff:\t\n')), null);
  assert.equal(parseTunInterface(extra('')), null);
});
