import assert from 'node:assert/strict';
import { test } from 'node:test';
import { terminalOf } from '../../src/model/terminal.ts';

for (const [situation, ttyNr, terminal] of [
  ['none', 0, null],
  ['a pseudoterminal', 34819, { major: 136, minor: 3, name: 'pts/3' }],
  ['one past the 256 of a major number', 0x8b01, { major: 139, minor: 1, name: 'pts/769' }],
  [
    'a minor number past 255, whose upper bits stand above the major',
    0x0010_8803,
    { major: 136, minor: 259, name: 'pts/259' },
  ],
  ['a minor number of 20 bits, which makes the whole negative', -224, { major: 4095, minor: 0xfff20, name: null }],
  ['a virtual console', 0x401, { major: 4, minor: 1, name: 'tty1' }],
  ['a serial line', 0x440, { major: 4, minor: 64, name: 'ttyS0' }],
  [
    'a major number past 255, as the kernel gives where the others are taken',
    0x1ff03,
    { major: 511, minor: 3, name: null },
  ],
  ['a driver with names of its own', 0xcc40, { major: 204, minor: 64, name: null }],
] as const) {
  test(situation, () => assert.deepEqual(terminalOf(ttyNr), terminal));
}
