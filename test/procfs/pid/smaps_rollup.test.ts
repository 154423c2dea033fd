import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseSmapsRollup } from '../../../src/procfs/pid/smaps_rollup.ts';
import { fixture } from '../../ask.ts';

const parse = (text: string) => parseSmapsRollup(Buffer.from(text));

test('of a captured process', () => {
  const usage = parseSmapsRollup(readFileSync(`${fixture}/600/smaps_rollup`));
  assert.partialDeepStrictEqual(usage, {
    rss: 1764 * 1024,
    pss: 200 * 1024,
    pssAnon: 104 * 1024,
    pssFile: 60 * 1024,
    pssShmem: 36 * 1024,
    privateDirty: 140 * 1024,
    kernelPageSize: null,
    vmFlags: null,
  });
  assert.equal(usage.others.size, 0);
});

test('of Linux 4.14: no parts of the proportional memory', () => {
  const usage = parse(
    '00400000-7fff3fc71000 ---p 00000000 00:00 0                              [rollup]\nRss:  4 kB\n',
  );
  assert.partialDeepStrictEqual(usage, { rss: 4096, pssAnon: null });
});

for (const [situation, text, message] of [
  ['nothing', '', /"" is not a mapping/],
  ['another file', '00400000-00401000 r--p 00000000 00:00 0   [heap]\nRss:  4 kB\n', /is not "\[rollup\]"/],
  ['its first line alone', '00400000-00401000 ---p 00000000 00:00 0   [rollup]\n', /no "Rss" line/],
] as const) {
  test(`rejects ${situation}`, () => assert.throws(() => parse(text), message));
}
