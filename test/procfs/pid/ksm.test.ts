import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseKsmMergingPages, parseKsmStat } from '../../../src/procfs/pid/ksm.ts';

const parse = (text: string) => parseKsmStat(Buffer.from(text));

test('of Linux 6.18', () => {
  const text =
    'ksm_rmap_items 12\nksm_zero_pages 1\nksm_merging_pages 7\nksm_process_profit -640\nksm_merge_any: no\nksm_mergeable: yes\n';
  assert.deepEqual(parse(text), {
    rmapItems: 12,
    zeroPages: 1,
    mergingPages: 7,
    processProfit: -640,
    mergeAny: false,
    mergeable: true,
  });
});

test('of Linux 6.1, and with a line that is not known', () => {
  const nothing = { zeroPages: null, mergingPages: null, processProfit: null, mergeAny: null, mergeable: null };
  assert.deepEqual(parse('ksm_rmap_items 12\nksm_later 1\n\n'), { rmapItems: 12, ...nothing });
});

test('pages that are merged', () => {
  assert.equal(parseKsmMergingPages(Buffer.from('7\n')), 7);
  assert.throws(() => parseKsmMergingPages(Buffer.from('')), /"ksm_merging_pages" is ""/);
});

for (const [situation, text, message] of [
  ['a count that is none', 'ksm_rmap_items many\n', /"ksm_rmap_items" is "many"/],
  ['an answer that is none', 'ksm_mergeable: 1\n', /"ksm_mergeable" is "1", not yes or no/],
] as const) {
  test(`rejects ${situation}`, () => assert.throws(() => parse(text), message));
}
