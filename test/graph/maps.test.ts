import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openMachine } from '../../src/model/machine.ts';
import { ask } from '../ask.ts';
import { askProcess } from '../ask-process.ts';
import { makeMount, statLine } from '../mount.ts';

const row = (rest: string) => `7fe1b7149000-7fe1b716f000 ${rest}\n`;

async function one(maps: string, selection: string): Promise<unknown> {
  const { data } = await askProcess(`maps { nodes { ${selection} } }`, { maps });
  return (data as { process: { maps: { nodes: unknown[] } } }).process.maps.nodes[0];
}

test('everything of a mapped file', async () => {
  const selection =
    'start end sizeBytes readable writable executable shared kind name path { path deleted } offset deviceMajor deviceMinor inode';
  assert.deepEqual(await one(row('rw-s 00026000 fe:01 9007199254740993   /srv/a b (deleted)'), selection), {
    start: '0x7fe1b7149000',
    end: '0x7fe1b716f000',
    sizeBytes: 155648,
    readable: true,
    writable: true,
    executable: false,
    shared: true,
    kind: 'FILE',
    name: null,
    path: { path: '/srv/a b', deleted: true },
    offset: 155648,
    deviceMajor: 254,
    deviceMinor: 1,
    inode: '9007199254740993',
  });
});

test('what is no file has no path, offset, device and inode', async () => {
  const selection = 'kind name path { path } offset deviceMajor deviceMinor inode';
  const nothing = { path: null, offset: null, deviceMajor: null, deviceMinor: null, inode: null };
  assert.deepEqual(await one(row('rw-p 00000000 00:00 0 '), selection), { kind: 'ANONYMOUS', name: null, ...nothing });
});

for (const [printed, kind, name] of [
  ['[heap]', 'HEAP', 'heap'],
  ['[stack]', 'STACK', 'stack'],
  ['[stack:104]', 'STACK', 'stack:104'],
  ['[vdso]', 'VDSO', 'vdso'],
  ['[vvar_vclock]', 'VVAR', 'vvar_vclock'],
  ['[vsyscall]', 'VSYSCALL', 'vsyscall'],
  ['[anon:x y]', 'NAMED_ANONYMOUS', 'x y'],
  ['[anon_shmem:x]', 'SHARED_ANONYMOUS', 'x'],
  ['/dev/zero (deleted)', 'SHARED_ANONYMOUS', null],
  ['/dev/zero', 'FILE', null],
  ['/anon_hugepage (deleted)', 'HUGE_ANONYMOUS', null],
  ['/memfd:my mem\\012fd (deleted) (deleted)', 'MEMFD', 'my mem\nfd (deleted)'],
  ['/memfd:not one', 'FILE', null],
  ['/SYSV0000162e (deleted)', 'SYSV', '0000162e'],
  ['/[aio] (deleted)', 'AIO', null],
  ['/dmabuf:', 'DMA_BUFFER', ''],
  ['anon_inode:[perf_event]', 'ANONYMOUS_INODE', 'perf_event'],
  ['anon_inode:[io_uring]', 'ANONYMOUS_INODE', 'io_uring'],
  ['socket:[4711]', 'SOCKET', '4711'],
  ['[uprobes]', 'OTHER', '[uprobes]'],
  ['[sigpage]', 'OTHER', '[sigpage]'],
] as const) {
  test(`${printed} is ${kind}`, async () => {
    assert.deepEqual(await one(row(`--xp 00000000 00:01 7    ${printed}`), 'kind name'), { kind, name });
  });
}

test('a path that ends twice like that of a deleted file loses one of the two', async () => {
  const path = { path: '/x (deleted)', deleted: true, raw: Buffer.from('/x (deleted)').toString('base64') };
  const mapping = await one(row('r--p 00000000 00:28 25      /x (deleted) (deleted)'), 'path { path deleted raw }');
  assert.deepEqual(mapping, { path });
});

const count = async (where: string): Promise<unknown> => {
  const { data, errors } = await ask(
    `{ process(pid: 26231) { maps(where: { ${where} }) { totalCount nodes { start } } } }`,
  );
  assert.equal(errors, undefined);
  const { maps } = (data as { process: { maps: { totalCount: number; nodes: unknown[] } } }).process;
  assert.equal(maps.nodes.length, maps.totalCount);
  return maps.totalCount;
};

for (const [situation, where, expected] of [
  ['nothing that must hold', '', 66],
  ['kind', 'kinds: [HEAP, STACK]', 2],
  ['path', 'path: { startsWith: "/srv/" }', 1],
  ['name', 'name: { equals: "shared memory" }', 1],
  ['an address within', 'address: "0x7fb352722fff"', 1],
  ['an address behind the last byte', 'address: "0x00aca000"', 0],
  ['permissions', 'writable: true, shared: true', 2],
  ['code of a file', 'executable: true, path: { contains: "libc.so" }', 1],
] as const) {
  test(`filtered by ${situation}`, async () => assert.equal(await count(where), expected));
}

test('a file whose name looks like that of a deleted one is found by both names', async () => {
  const maps = row('r--p 00000000 00:28 25      /x (deleted)');
  for (const path of ['/x', '/x (deleted)']) {
    const { data } = await askProcess(`maps(where: { path: { equals: "${path}" } }) { totalCount }`, { maps });
    assert.deepEqual(data, { process: { maps: { totalCount: 1 } } });
  }
});

test('pages: the cursor is the address, and right while mappings come and go', async () => {
  const maps = ['1000-2000', '3000-4000', '5000-6000'].map((range) => `${range} rw-p 00000000 00:00 0 \n`).join('');
  const page = 'totalCount nodes { start } pageInfo { hasNextPage hasPreviousPage endCursor }';
  const { data } = await askProcess(
    `first: maps(first: 2) { ${page} } next: maps(first: 1, after: "0x2fff") { ${page} } last: maps(after: "0x3000", where: { writable: true }) { ${page} } total: maps(first: 0) { totalCount }`,
    { maps },
  );
  assert.deepEqual(data?.process, {
    first: {
      totalCount: 3,
      nodes: [{ start: '0x1000' }, { start: '0x3000' }],
      pageInfo: { hasNextPage: true, hasPreviousPage: false, endCursor: '0x3000' },
    },
    next: {
      totalCount: 3,
      nodes: [{ start: '0x3000' }],
      pageInfo: { hasNextPage: true, hasPreviousPage: true, endCursor: '0x3000' },
    },
    last: {
      totalCount: 3,
      nodes: [{ start: '0x5000' }],
      pageInfo: { hasNextPage: false, hasPreviousPage: true, endCursor: '0x5000' },
    },
    total: { totalCount: 3 },
  });
});

test('a file of many chunks is read to its end', async () => {
  const range = (start: number) => `${start.toString(16)}-${(start + 4096).toString(16)}`;
  const maps = Array.from({ length: 20_000 }, (_, n) => `${range((n + 1) * 8192)} rw-p 00000000 00:00 0 \n`).join('');
  const { data } = await askProcess('maps(after: "0x9c3e000") { totalCount nodes { start end } }', { maps });
  const nodes = [{ start: '0x9c40000', end: '0x9c41000' }];
  assert.deepEqual(data?.process, { maps: { totalCount: 20_000, nodes } });
});

test('a cursor of another list', async () => {
  const { errors } = await ask('{ process(pid: 1) { maps(after: "17") { totalCount } } }');
  assert.deepEqual(
    errors?.map(({ message }) => message),
    ['after must be a cursor of this list, but was "17"'],
  );
});

test('a kernel thread, a zombie, and a line that is none: null, and the response says why', async () => {
  const { data, extensions } = await ask(
    '{ kernel: process(pid: 2) { maps { totalCount } } zombie: process(pid: 311) { maps { totalCount } } }',
  );
  assert.deepEqual(data, { kernel: { maps: null }, zombie: { maps: null } });
  assert.deepEqual(extensions?.procfs, {
    nulls: [
      { field: 'Process.maps', reason: 'KERNEL_THREAD', count: 1 },
      { field: 'Process.maps', reason: 'ZOMBIE', count: 1 },
    ],
  });
});

test('smaps is not read for who does not ask for usage', async () => {
  const mount = await makeMount({ '7/stat': statLine(7), '7/maps': row('rw-p 00000000 00:00 0 ') });
  execFileSync('mkfifo', [join(mount, '7/smaps')]);
  const machine = await openMachine(mount);
  const { data } = await ask('{ process(pid: 7) { maps { nodes { kind } } } }', { machine });
  assert.deepEqual(data, { process: { maps: { nodes: [{ kind: 'ANONYMOUS' }] } } });
  assert.equal(machine.proc.stuckReaders, 0);
});

test('usage comes from smaps, and so do the ranges beside it, for the two files are not of the same moment', async () => {
  const smaps = `${row('rw-p 00000000 00:00 0      [heap]')}Rss:    4 kB\nVmFlags: rd zz \nNew:    1 kB\n`;
  const maps = '1000-2000 rw-p 00000000 00:00 0 \n';
  const selection =
    'maps { nodes { start usage { residentBytes proportionalBytes flags unknownFlags otherFigures { key text } } } }';
  const { data, extensions } = await askProcess(selection, { maps, smaps });
  const usage = {
    residentBytes: 4096,
    proportionalBytes: null,
    flags: ['READ'],
    unknownFlags: ['zz'],
    otherFigures: [{ key: 'New', text: '1 kB' }],
  };
  assert.deepEqual(data?.process, { maps: { nodes: [{ start: '0x7fe1b7149000', usage }] } });
  assert.deepEqual(extensions?.procfs, {
    nulls: [{ field: 'MappingUsage.proportionalBytes', reason: 'UNSUPPORTED', count: 1 }],
  });
});

test('usage where smaps is not to be had: the ranges are there, usage is null', async () => {
  const { data, extensions } = await askProcess('maps { nodes { start usage { residentBytes } } }', {
    maps: row('rw-p 00000000 00:00 0 '),
  });
  assert.deepEqual(data?.process, { maps: { nodes: [{ start: '0x7fe1b7149000', usage: null }] } });
  assert.deepEqual(extensions?.procfs, { nulls: [{ field: 'Mapping.usage', reason: 'UNSUPPORTED', count: 1 }] });
});

test('usage of the captured heap', async () => {
  const { data, extensions } = await ask(`{ process(pid: 600) { maps(where: { kinds: [HEAP] }) { nodes { usage {
    residentBytes proportionalBytes proportionalDirtyBytes uniqueBytes sharedBytes dirtyBytes referencedBytes
    anonymousBytes swapBytes kernelPageBytes mmuPageBytes hugePageEligible flags unknownFlags
  } } } } }`);
  const bytes = 12288;
  const usage = {
    residentBytes: bytes,
    proportionalBytes: bytes,
    proportionalDirtyBytes: bytes,
    uniqueBytes: bytes,
    sharedBytes: 0,
    dirtyBytes: bytes,
    referencedBytes: bytes,
    anonymousBytes: bytes,
    swapBytes: 0,
    kernelPageBytes: 4096,
    mmuPageBytes: 4096,
    hugePageEligible: false,
    flags: ['READ', 'WRITE', 'MAY_READ', 'MAY_WRITE', 'MAY_EXECUTE', 'ACCOUNTED'],
    unknownFlags: [],
  };
  assert.deepEqual(data, { process: { maps: { nodes: [{ usage }] } } });
  assert.equal(extensions, undefined);
});

test('this very process, live: the code of its program is a mapped file that holds memory', async () => {
  const { data } = await ask(
    `query ($path: String!) { process(pid: ${process.pid}) {
      all: maps { totalCount nodes { kind } }
      code: maps(where: { executable: true, path: { equals: $path } }) { nodes { start shared usage { residentBytes flags } } }
    } }`,
    { mount: '/proc', variables: { path: realpathSync(process.execPath) } },
  );
  interface Answer {
    all: { totalCount: number; nodes: { kind: string }[] };
    code: { nodes: { start: string; shared: boolean; usage: { residentBytes: number; flags: string[] } }[] };
  }
  const { all, code } = (data as { process: Answer }).process;
  assert.ok(all.totalCount > 100 && all.nodes.some(({ kind }) => kind === 'STACK'), 'more than one chunk of 4 KiB');
  assert.ok(code.nodes.length > 0);
  assert.ok(code.nodes.every(({ shared, usage }) => !shared && usage.flags.includes('EXECUTE')));
  assert.ok(code.nodes.some(({ usage }) => usage.residentBytes > 1_000_000));
});
