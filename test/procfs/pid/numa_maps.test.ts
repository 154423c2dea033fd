import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseNumaMaps } from '../../../src/procfs/pid/numa_maps.ts';
import { fixture } from '../../ask.ts';

const parse = (line: string) => {
  const { file, nodes, ...area } = parseNumaMaps(Buffer.from(`${line}\n`, 'latin1')).at(0);
  return { ...area, file: file?.toString('latin1') ?? null, nodes: [...nodes] };
};

const none = {
  start: 0x7fe1b732d000n,
  policy: 'default',
  file: null,
  name: null,
  hugetlb: false,
  pageBytes: null,
  nodes: [],
  anonymous: 0,
  dirty: 0,
  swapCache: 0,
  writeback: 0,
  active: 0,
  mapMax: 0,
};

test('nothing in RAM', () => {
  assert.deepEqual(parse('7fe1b732d000 default'), none);
});

test('a file, on two nodes', () => {
  const text = '7fe1b732d000 default file=/lib/libc.so.6 mapped=38 mapmax=28 active=8 N0=30 N1=8 kernelpagesize_kB=4';
  assert.deepEqual(parse(text), {
    ...none,
    file: '/lib/libc.so.6',
    pageBytes: 4096,
    nodes: [
      [0, 122880],
      [1, 32768],
    ],
    active: 32768,
    mapMax: 28,
  });
});

test('what the kernel leaves out: all pages are active, and each is mapped once', () => {
  const area = parse('7fe1b732d000 default heap anon=3 dirty=2 swapcache=1 writeback=1 N0=3 kernelpagesize_kB=4');
  const sizes = { anonymous: 12288, dirty: 8192, swapCache: 4096, writeback: 4096, active: 12288, mapMax: 1 };
  assert.deepEqual(area, { ...none, name: 'heap', pageBytes: 4096, nodes: [[0, 12288]], ...sizes });
});

test('hugetlb pages: their size counts, wherever it stands', () => {
  const text =
    '7ff965200000 bind:0-1 file=/anon_hugepage\\040(deleted) huge kernelpagesize_kB=2048 anon=5 dirty=5 N0=5';
  const area = parse(text);
  assert.partialDeepStrictEqual(area, { policy: 'bind:0-1', hugetlb: true, anonymous: 10485760, active: null });
  assert.equal(area.file, '/anon_hugepage (deleted)');
});

for (const policy of [
  'prefer:0',
  'prefer (many):0-3',
  'weighted interleave:0,2',
  'weighted interleave=relative:0',
  'interleave=static:0-1',
  'local',
]) {
  test(`policy ${policy}`, () => {
    const area = parse(`7fe1b732d000 ${policy} stack anon=1 N0=1 kernelpagesize_kB=4`);
    assert.partialDeepStrictEqual(area, { policy, name: 'stack', anonymous: 4096 });
  });
}

test('escapes in a path, an equals sign, and a backslash that is none', () => {
  const { file } = parse('7fe1b732d000 default file=/a\\040b\\012c\\011d\\075e\\134f\xff');
  assert.equal(file, '/a b\nc\td=e\\134f\xff');
});

test('words of a later kernel', () => {
  assert.deepEqual(parse('7fe1b732d000 default new later=7'), none);
});

test('every line of the captured processes', () => {
  for (const pid of [600, 26231]) {
    assert.ok([...parseNumaMaps(readFileSync(`${fixture}/${pid}/numa_maps`))].length > 30);
  }
});

for (const [situation, line, message] of [
  ['half a line', '7fe1b732d000', /"7fe1b732d000" is not a mapping and its policy/],
  ['an address that is none', 'x default', /is not a mapping and its policy/],
  ['pages of no size', '7fe1b732d000 default anon=1', /has pages of no size/],
  ['a count that is none', '7fe1b732d000 default anon=x N0=1 kernelpagesize_kB=4', /"anon" is "x"/],
] as const) {
  test(`rejects ${situation}`, () => assert.throws(() => parse(line), message));
}
