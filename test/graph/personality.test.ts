import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askProcess } from '../ask-process.ts';

for (const [text, personality] of [
  ['00000000', { domain: 0, flags: [], bits: 0 }],
  ['00040008', { domain: 8, flags: ['ADDR_NO_RANDOMIZE'], bits: 0x40008 }],
  ['80060000', { domain: 0, flags: ['UNAME26', 'ADDR_NO_RANDOMIZE'], bits: 0x80060000 }],
] as const) {
  test(`personality ${text}`, async () => {
    const { data } = await askProcess('personality { domain flags bits }', { personality: `${text}\n` });
    assert.deepEqual(data, { process: { personality } });
  });
}
