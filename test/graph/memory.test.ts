import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask } from '../ask.ts';
import { askProcess } from '../ask-process.ts';

test('rollup of a captured process', async () => {
  const { data, extensions } = await ask(`{ process(pid: 600) { memory { rollup {
    residentBytes proportionalBytes proportionalAnonymousBytes proportionalFileBytes proportionalSharedMemoryBytes
    ...Usage
  } } } }
  fragment Usage on MemoryUsage {
    uniqueBytes privateCleanBytes privateDirtyBytes sharedBytes sharedCleanBytes sharedDirtyBytes dirtyBytes
    mergedBytes lazyFreeBytes anonymousHugePageBytes sharedMemoryHugePageBytes fileHugePageBytes sharedHugetlbBytes
    privateHugetlbBytes swapBytes proportionalSwapBytes lockedBytes otherFigures { key }
  }`);
  assert.deepEqual(data, {
    process: {
      memory: {
        rollup: {
          residentBytes: 1806336,
          proportionalBytes: 204800,
          proportionalAnonymousBytes: 106496,
          proportionalFileBytes: 61440,
          proportionalSharedMemoryBytes: 36864,
          uniqueBytes: 143360,
          privateCleanBytes: 0,
          privateDirtyBytes: 143360,
          sharedBytes: 1662976,
          sharedCleanBytes: 1662976,
          sharedDirtyBytes: 0,
          dirtyBytes: 143360,
          mergedBytes: 0,
          lazyFreeBytes: 0,
          anonymousHugePageBytes: 0,
          sharedMemoryHugePageBytes: 0,
          fileHugePageBytes: 0,
          sharedHugetlbBytes: 0,
          privateHugetlbBytes: 0,
          swapBytes: 0,
          proportionalSwapBytes: 0,
          lockedBytes: 0,
          otherFigures: [],
        },
      },
    },
  });
  assert.equal(extensions, undefined);
});

test('rollup of a kernel thread and of a zombie: null, and the response says why', async () => {
  const { data, extensions } = await ask(
    '{ processes(where: { pids: [2, 311] }) { nodes { memory { rollup { uniqueBytes } } } } }',
  );
  const nothing = { memory: { rollup: null } };
  assert.deepEqual(data, { processes: { nodes: [nothing, nothing] } });
  assert.deepEqual(extensions?.procfs, {
    nulls: [
      { field: 'Memory.rollup', reason: 'KERNEL_THREAD', count: 1 },
      { field: 'Memory.rollup', reason: 'ZOMBIE', count: 1 },
    ],
  });
});

test('pages that are merged', async () => {
  const { data, extensions } = await askProcess(
    'ksm { mergedPages trackedPages mergingPages zeroPages profitBytes mergesAny mergeable }',
    {
      ksm_merging_pages: '7\n',
      ksm_stat:
        'ksm_rmap_items 12\nksm_merging_pages 7\nksm_process_profit -640\nksm_merge_any: no\nksm_mergeable: yes\n',
    },
  );
  const ksm = {
    mergedPages: 7,
    trackedPages: 12,
    mergingPages: 7,
    profitBytes: -640,
    mergesAny: false,
    mergeable: true,
  };
  assert.deepEqual(data?.process, { ksm: { ...ksm, zeroPages: null } });
  assert.deepEqual(extensions?.procfs, { nulls: [{ field: 'Ksm.zeroPages', reason: 'UNSUPPORTED', count: 1 }] });
});

test('memory by node, and a mapping', async () => {
  const { data } = await askProcess(
    `numa { nodes { node bytes } mappings(first: 1) { totalCount nodes {
      start policy path { path deleted } name hugetlb pageBytes nodes { node bytes } anonymousBytes dirtyBytes
      swapCacheBytes writebackBytes activeBytes mostMappings
    } pageInfo { endCursor hasNextPage } } }`,
    {
      numa_maps:
        '1000 bind:0-1 file=/a\\040b\\040(deleted) dirty=2 active=1 N1=2 N0=1 kernelpagesize_kB=4\n' +
        '3000 default stack anon=1 dirty=1 N0=1 kernelpagesize_kB=2048\n5000 default\n',
    },
  );
  assert.deepEqual(data?.process, {
    numa: {
      nodes: [
        { node: 0, bytes: 2101248 },
        { node: 1, bytes: 8192 },
      ],
      mappings: {
        totalCount: 3,
        nodes: [
          {
            start: '0x1000',
            policy: 'bind:0-1',
            path: { path: '/a b', deleted: true },
            name: null,
            hugetlb: false,
            pageBytes: 4096,
            nodes: [
              { node: 1, bytes: 8192 },
              { node: 0, bytes: 4096 },
            ],
            anonymousBytes: 0,
            dirtyBytes: 8192,
            swapCacheBytes: 0,
            writebackBytes: 0,
            activeBytes: 4096,
            mostMappings: 1,
          },
        ],
        pageInfo: { endCursor: '0x1000', hasNextPage: true },
      },
    },
  });
});

test('this very process, live: what is on all nodes is about what is resident', async () => {
  const { data } = await ask(
    `{ process(pid: ${process.pid}) { numa { nodes { bytes } } memory { rollup { residentBytes proportionalBytes uniqueBytes } } ksm { mergedPages } } }`,
    { mount: '/proc' },
  );
  interface Answer {
    numa: { nodes: { bytes: number }[] } | null;
    memory: { rollup: { residentBytes: number; proportionalBytes: number; uniqueBytes: number } };
  }
  const { numa, memory } = (data as { process: Answer }).process;
  const { residentBytes, proportionalBytes, uniqueBytes } = memory.rollup;
  assert.ok(uniqueBytes > 0 && uniqueBytes <= proportionalBytes && proportionalBytes <= residentBytes);
  const onNodes = numa?.nodes.reduce((sum, { bytes }) => sum + bytes, 0) ?? residentBytes;
  assert.ok(Math.abs(onNodes - residentBytes) < residentBytes / 2);
});

for (const [situation, query, field] of [
  ['directly', '{ processes { nodes { memory { rollup { uniqueBytes } } } } }', 'Memory.rollup'],
  ['with an empty filter', '{ processes(where: {}) { nodes { numa { nodes { node } } } } }', 'Process.numa'],
  [
    'with a filter that is null',
    '{ processes(where: { ppid: null }) { nodes { numa { nodes { node } } } } }',
    'Process.numa',
  ],
  [
    'of each one’s parent, in a fragment, on edges',
    '{ processes { edges { node { parent { ...Maps } } } } } fragment Maps on Node { ... on Process { maps { nodes { usage { lockedBytes } } } } }',
    'Mapping.usage',
  ],
  [
    'by way of their sockets',
    '{ sockets { nodes { holders { process { memory { rollup { uniqueBytes } } } } } } }',
    'Memory.rollup',
  ],
] as const) {
  test(`what is expensive is refused of all processes: ${situation}`, async () => {
    const { errors } = await ask(query);
    assert.deepEqual(
      errors?.map(({ message, extensions }) => ({ message, code: extensions?.code })),
      [
        {
          message: `${field} is expensive, and not read of all processes: filter with "where", or page with "first"`,
          code: 'BAD_USER_INPUT',
        },
      ],
    );
  });
}

test('what is expensive is refused of all processes of a namespace, but not of a page of them', async () => {
  const query = (args: string) =>
    `{ process(pid: 302) { namespaces { pid { processes${args} { nodes { memory { rollup { uniqueBytes } } } } } } } }`;
  const { errors } = await ask(query(''));
  assert.deepEqual(
    errors?.map(({ message }) => message),
    ['Memory.rollup is expensive, and not read of all processes: page with "first"'],
  );
  assert.equal((await ask(query('(first: 2)'))).errors, undefined);
});

for (const [situation, query] of [
  ['a filter', '{ processes(where: { ppid: 300 }) { nodes { memory { rollup { uniqueBytes } } } } }'],
  ['a page', '{ processes(first: 3) { nodes { memory { rollup { uniqueBytes } } } } }'],
  ['what is skipped', '{ processes { nodes { pid memory { rollup @skip(if: true) { uniqueBytes } } } } }'],
] as const) {
  test(`what is expensive is not refused of ${situation}`, async () => {
    assert.equal((await ask(query)).errors, undefined);
  });
}
