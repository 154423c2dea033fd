import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDmabuf } from '../../../../src/procfs/pid/fdinfo/dmabuf.ts';
import { extra } from './extra.ts';

test('a buffer of devices, whose name looks like another line', () => {
  const text = 'size:\t18446744073709551615\ncount:\t2\nexp_name:\tsystem-heap\n';
  const buffer = { size: 18446744073709551615n, count: 2, exporter: 'system-heap' };
  assert.deepEqual(parseDmabuf(extra(text)), { ...buffer, name: null });
  assert.deepEqual(parseDmabuf(extra(`${text}name:\tsize:\t5\n`)), { ...buffer, name: 'size:\t5' });
});

test('rejects a buffer without a size', () => assert.throws(() => parseDmabuf(extra('count:\t1\n')), /no "size" line/));
