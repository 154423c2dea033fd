import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask } from '../ask.ts';
import { askProcess } from '../ask-process.ts';

const selection = `
  archStatus { avx512ElapsedMs }
  faultInjection { isTarget failNth }
  kernelStackDepth { bytes previousBytes }
  livePatchState
  resourceControl { group monitoringGroup }
`;

test('a kernel with every option', async () => {
  const { data, extensions } = await askProcess(selection, {
    arch_status: 'AVX512_elapsed_ms:\t4\n',
    'make-it-fail': '1\n',
    'fail-nth': '3\n',
    stack_depth: 'previous stack depth: 2208\nstack depth: 1512\n',
    patch_state: '0\n',
    cpu_resctrl_groups: 'res:/\nmon:m1\n',
  });
  assert.deepEqual(data, {
    process: {
      archStatus: { avx512ElapsedMs: 4 },
      faultInjection: { isTarget: true, failNth: 3 },
      kernelStackDepth: { bytes: 1512, previousBytes: 2208 },
      livePatchState: 'UNPATCHED',
      resourceControl: { group: '/', monitoringGroup: 'm1' },
    },
  });
  assert.equal(extensions, undefined);
});

test('a process that never did and is in none: null is the answer, and no reason is given', async () => {
  const { data, extensions } = await askProcess(
    'archStatus { avx512ElapsedMs } livePatchState resourceControl { group monitoringGroup }',
    { arch_status: 'AVX512_elapsed_ms:\t-1\n', patch_state: '-1\n', cpu_resctrl_groups: 'res:\nmon:\n' },
  );
  assert.deepEqual(data, {
    process: {
      archStatus: { avx512ElapsedMs: null },
      livePatchState: 'IDLE',
      resourceControl: { group: null, monitoringGroup: null },
    },
  });
  assert.equal(extensions, undefined);
});

test('a processor without AVX-512', async () => {
  const { extensions } = await askProcess('archStatus { avx512ElapsedMs }', { arch_status: '' });
  assert.deepEqual(extensions, {
    procfs: { nulls: [{ field: 'ArchStatus.avx512ElapsedMs', reason: 'UNSUPPORTED', count: 1 }] },
  });
});

test('a kernel without any', async () => {
  const { data, extensions } = await ask(
    '{ process(pid: 400) { faultInjection { isTarget failNth } kernelStackDepth { bytes } livePatchState resourceControl { group } } }',
  );
  assert.deepEqual(data, {
    process: {
      faultInjection: { isTarget: null, failNth: null },
      kernelStackDepth: null,
      livePatchState: null,
      resourceControl: null,
    },
  });
  const fields = [
    'FaultInjection.isTarget',
    'FaultInjection.failNth',
    'Process.kernelStackDepth',
    'Process.livePatchState',
    'Process.resourceControl',
  ];
  const why = Object.fromEntries(fields.map((field) => [field, 'UNSUPPORTED']));
  assert.deepEqual(reasons(extensions), why);
});

/** The reason for each field. */
function reasons(extensions: unknown): Record<string, string> {
  const { procfs } = extensions as { procfs: { nulls: { field: string; reason: string }[] } }; // as execute made it
  return Object.fromEntries(procfs.nulls.map(({ field, reason }) => [field, reason]));
}
