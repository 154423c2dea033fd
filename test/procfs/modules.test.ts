import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadedModules } from '../../src/procfs/modules.ts';

const list = (text: string) => loadedModules(Buffer.from(text));
const before = 'nf_tables 282624 3 nft_ct, Live 0xffffffffc0a01000\nnft_ct 24576 1 - Live 0xffffffffc0301000 (OE)\n';

for (const [situation, text] of [
  ['other counts of references', before.replace(' 3 ', ' 12 ').replace(' 1 ', ' 0 ')],
  ['other users', before.replace('nft_ct, Live', 'nft_ct,nft_nat, Live')],
  ['a kernel that counts no references', before.replace(' 3 nft_ct, ', ' - - ')],
] as const) {
  test(`the same list: ${situation}`, () => assert.equal(list(text), list(before)));
}

for (const [situation, text] of [
  ['a module less', before.split('\n', 1)[0]],
  ['a module more', `${before}bpfilter 16384 0 - Live 0x0000000000000000\n`],
  ['another name', before.replace('nft_ct 24576', 'nft_nat 24576')],
  ['another size', before.replace('24576', '28672')],
  ['another state', before.replace('1 - Live', '1 - Loading')],
  ['another address', before.replace('c0301000', 'c0305000')],
  ['nothing', ''],
] as const) {
  test(`another list: ${situation}`, () => assert.notEqual(list(text ?? ''), list(before)));
}
