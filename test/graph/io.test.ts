import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askProcess } from '../ask-process.ts';

const selection =
  'io { readCallBytes writeCallBytes readCalls writeCalls storageReadBytes storageWriteBytes cancelledWriteBytes }';

test('every line', async () => {
  const { data } = await askProcess(selection, {
    io:
      'rchar: 709185\nwchar: 18446744073709551615\nsyscr: 85\nsyscw: 7\n' +
      'read_bytes: 122880\nwrite_bytes: 4096\ncancelled_write_bytes: 8192\n',
  });
  assert.deepEqual(data, {
    process: {
      io: {
        readCallBytes: 709185,
        writeCallBytes: '18446744073709551615',
        readCalls: 85,
        writeCalls: 7,
        storageReadBytes: 122880,
        storageWriteBytes: 4096,
        cancelledWriteBytes: 8192,
      },
    },
  });
});

test('a kernel without it: null once, and the response says why', async () => {
  const { data, extensions } = await askProcess(selection, {});
  assert.deepEqual(data, { process: { io: null } });
  assert.deepEqual(extensions, { procfs: { nulls: [{ field: 'Process.io', reason: 'UNSUPPORTED', count: 1 }] } });
});
