import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseUserfaultfd } from '../../../../src/procfs/pid/fdinfo/userfaultfd.ts';
import { extra } from './extra.ts';

test('a userfaultfd with a fault that was read and not resolved', () => {
  assert.deepEqual(parseUserfaultfd(extra('pending:\t0\ntotal:\t1\nAPI:\taa:0:80000000000001ff\n')), {
    pending: 0,
    total: 1,
  });
});
