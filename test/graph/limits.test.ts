import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askProcess } from '../ask-process.ts';

const heading = 'Limit                     Soft Limit           Hard Limit           Units     \n';

test('a limit, one without an upper one, none, and one without a unit', async () => {
  const rows =
    'Max open files            1024                 20000                files     \n' +
    'Max stack size            8388608              unlimited            bytes     \n' +
    'Max realtime timeout      unlimited            unlimited            us        \n' +
    'Max nice priority         0                    0                    \n';
  const selection = 'limits { name soft softUnlimited hard hardUnlimited unit }';
  const { data, extensions } = await askProcess(selection, { limits: heading + rows });
  const limits = [
    { name: 'Max open files', soft: 1024, softUnlimited: false, hard: 20000, hardUnlimited: false, unit: 'files' },
    { name: 'Max stack size', soft: 8388608, softUnlimited: false, hard: null, hardUnlimited: true, unit: 'bytes' },
    { name: 'Max realtime timeout', soft: null, softUnlimited: true, hard: null, hardUnlimited: true, unit: 'us' },
    { name: 'Max nice priority', soft: 0, softUnlimited: false, hard: 0, hardUnlimited: false, unit: null },
  ];
  assert.deepEqual(data, { process: { limits } });
  assert.equal(extensions, undefined);
});

test('no digit is lost', async () => {
  const row = 'Max file size             9223372036854775807  18446744073709551614 bytes     \n';
  const { data } = await askProcess('limits { soft hard }', { limits: heading + row });
  assert.deepEqual(data, { process: { limits: [{ soft: '9223372036854775807', hard: '18446744073709551614' }] } });
});

test('a zombie whose limits are gone: null, and the response says why', async () => {
  const { data, extensions } = await askProcess('limits { name }', { limits: '' }, { 3: 'Z' });
  assert.deepEqual(data, { process: { limits: null } });
  assert.deepEqual(extensions, { procfs: { nulls: [{ field: 'Process.limits', reason: 'ZOMBIE', count: 1 }] } });
});
