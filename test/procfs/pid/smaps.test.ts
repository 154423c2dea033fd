import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseMaps } from '../../../src/procfs/pid/maps.ts';
import { parseSmaps } from '../../../src/procfs/pid/smaps.ts';
import { fixture } from '../../ask.ts';

const header = '559fa9801000-559fa9803000 r--p 00000000 00:28 25                         /srv/fixture/upgraded\n';
const parse = (lines: string) => parseSmaps(Buffer.from(header + lines)).usages.at(0);

test('every mapping of a captured process, as maps has them', () => {
  const { areas, usages } = parseSmaps(readFileSync(`${fixture}/600/smaps`));
  assert.deepEqual([...areas], [...parseMaps(readFileSync(`${fixture}/600/maps`))]);
  assert.equal(usages.length, 36);
  const { others, ...usage } = usages.at(4);
  assert.deepEqual(others, new Map());
  assert.deepEqual(usage, {
    kernelPageSize: 4096,
    mmuPageSize: 4096,
    rss: 4096,
    pss: 4096,
    pssDirty: 4096,
    pssAnon: null,
    pssFile: null,
    pssShmem: null,
    sharedClean: 0,
    sharedDirty: 0,
    privateClean: 0,
    privateDirty: 4096,
    referenced: 4096,
    anonymous: 4096,
    ksm: 0,
    lazyFree: 0,
    anonHugePages: 0,
    shmemPmdMapped: 0,
    filePmdMapped: 0,
    sharedHugetlb: 0,
    privateHugetlb: 0,
    swap: 0,
    swapPss: 0,
    locked: 0,
    thpEligible: false,
    protectionKey: null,
    vmFlags: ['rd', 'wr', 'mr', 'mw', 'me', 'ac'],
  });
});

test('an old kernel: what it does not print is null', () => {
  const usage = parse('Size:                  8 kB\nRss:                   4 kB\nSwap:                 12 kB\n');
  assert.partialDeepStrictEqual(usage, { rss: 4096, swap: 12288, pss: null, swapPss: null, vmFlags: null, ksm: null });
});

test('a key that ends like another does not stand for it, in whatever order', () => {
  const usage = parse('SwapPss:     3 kB\nPss_Dirty:   2 kB\nSwap:        4 kB\nPss:         1 kB\nRss:  9 kB\n');
  assert.partialDeepStrictEqual(usage, { pss: 1024, pssDirty: 2048, swapPss: 3072, swap: 4096, rss: 9216 });
});

test('keys of a later kernel are kept as they are', () => {
  const { others } = parse('Rss:    4 kB\nNew_Pages:             8 kB\nPossible:    maybe\n');
  assert.deepEqual(
    others,
    new Map([
      ['New_Pages', '8 kB'],
      ['Possible', 'maybe'],
    ]),
  );
});

test('flags of a later kernel, none as under emulation of RISC-V, and a protection key', () => {
  assert.deepEqual(parse('Rss: 4 kB\nVmFlags: rd wf dp ?? zz \n').vmFlags, ['rd', 'wf', 'dp', '??', 'zz']);
  assert.deepEqual(parse('Rss: 4 kB\nVmFlags:\n').vmFlags, []);
  assert.equal(parse('Rss: 4 kB\nProtectionKey:         5\n').protectionKey, 5);
  assert.equal(parse('Rss: 4 kB\nTHPeligible:    1\n').thpEligible, true);
});

test('2^64-1 kB keeps every digit', () => {
  assert.equal(parse('Rss:  18446744073709551615 kB\n').rss, 18889465931478580853760n);
});

test('a process without memory', () => {
  const { areas, usages } = parseSmaps(Buffer.from(''));
  assert.deepEqual([areas.length, usages.length], [0, 0]);
});

for (const [situation, lines, message] of [
  ['a mapping cut off behind its first line', '', /no "Rss" line/],
  ['a size of another unit', 'Rss:    4 MB\n', /"Rss" is " {4}4 MB", not a number of kB/],
  ['a size that is none', 'Rss:    4 kB\nPss:\n', /"Pss" is "", not a number of kB/],
  ['an answer that is none', 'Rss:    4 kB\nTHPeligible: yes\n', /"THPeligible" is "yes"/],
] as const) {
  test(`rejects ${situation}`, () => assert.throws(() => parse(lines), message));
}

test('rejects figures of nothing', () => {
  assert.throws(() => parseSmaps(Buffer.from('Rss:    4 kB\n')), /"Rss: {4}4 kB" is not a mapping/);
});
