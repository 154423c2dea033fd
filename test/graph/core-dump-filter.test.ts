import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask } from '../ask.ts';
import { askProcess } from '../ask-process.ts';

test('the default', async () => {
  const { data } = await ask('{ process(pid: 400) { coreDumpFilter } }');
  assert.deepEqual(data, {
    process: { coreDumpFilter: ['ANONYMOUS_PRIVATE', 'ANONYMOUS_SHARED', 'ELF_HEADERS', 'HUGE_PRIVATE'] },
  });
});

test('nothing, and bits of a later kernel', async () => {
  const nothing = await askProcess('coreDumpFilter', { coredump_filter: '00000000\n' });
  assert.deepEqual(nothing.data, { process: { coreDumpFilter: [] } });
  const later = await askProcess('coreDumpFilter', { coredump_filter: '00000700\n' });
  assert.deepEqual(later.data, { process: { coreDumpFilter: ['DAX_SHARED', 'UNKNOWN'] } });
});

for (const [pid, reason] of [
  [311, 'ZOMBIE'],
  [2, 'KERNEL_THREAD'],
] as const) {
  test(`${reason}: no memory to dump`, async () => {
    const { data, extensions } = await ask(`{ process(pid: ${pid}) { coreDumpFilter } }`);
    assert.deepEqual(data, { process: { coreDumpFilter: null } });
    assert.deepEqual(extensions, { procfs: { nulls: [{ field: 'Process.coreDumpFilter', reason, count: 1 }] } });
  });
}
