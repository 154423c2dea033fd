import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask } from '../ask.ts';
import { askProcess } from '../ask-process.ts';

const selection = 'timeOffsets { monotonicNanoseconds bootTimeNanoseconds }';

test('none', async () => {
  const { data } = await ask(`{ process(pid: 701) { ${selection} } }`);
  assert.deepEqual(data, { process: { timeOffsets: { monotonicNanoseconds: 0, bootTimeNanoseconds: 0 } } });
});

test('a clock that is behind, and one that is a lifetime ahead', async () => {
  const { data } = await askProcess(selection, {
    timens_offsets: 'monotonic          -1 500000000\nboottime   4611686018 427387904\n',
  });
  assert.deepEqual(data, {
    process: { timeOffsets: { monotonicNanoseconds: -500000000, bootTimeNanoseconds: '4611686018427387904' } },
  });
});

test('a zombie has none', async () => {
  const { data, extensions } = await ask(`{ process(pid: 311) { ${selection} } }`);
  assert.deepEqual(data, { process: { timeOffsets: null } });
  assert.deepEqual(extensions, { procfs: { nulls: [{ field: 'Process.timeOffsets', reason: 'ZOMBIE', count: 1 }] } });
});
