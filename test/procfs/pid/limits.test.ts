import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseLimits } from '../../../src/procfs/pid/limits.ts';

const heading = 'Limit                     Soft Limit           Hard Limit           Units     \n';
const parse = (rows: string) => parseLimits(Buffer.from(heading + rows));

test('numbers, unlimited, names with spaces, no unit', () => {
  assert.deepEqual(
    parse(
      'Max cpu time              unlimited            unlimited            seconds   \n' +
        'Max core file size        0                    unlimited            bytes     \n' +
        'Max open files            1024                 20000                files     \n' +
        'Max nice priority         0                    40                   \n' +
        'Max realtime timeout      unlimited            unlimited            us        \n',
    ),
    [
      { name: 'Max cpu time', soft: null, hard: null, unit: 'seconds' },
      { name: 'Max core file size', soft: 0, hard: null, unit: 'bytes' },
      { name: 'Max open files', soft: 1024, hard: 20000, unit: 'files' },
      { name: 'Max nice priority', soft: 0, hard: 40, unit: null },
      { name: 'Max realtime timeout', soft: null, hard: null, unit: 'us' },
    ],
  );
});

test('2^64-2 keeps every digit, and leaves one space to the next column', () => {
  assert.deepEqual(parse('Max stack size            18446744073709551614 18446744073709551614 bytes     \n'), [
    { name: 'Max stack size', soft: 18446744073709551614n, hard: 18446744073709551614n, unit: 'bytes' },
  ]);
});

for (const [situation, text, message] of [
  ['nothing, as when the process is reaped', '', /begins with "", not with headings/],
  ['no headings', 'Max cpu time 1 2 seconds\n', /not with headings/],
  ['half a row', `${heading}Max cpu time         `, /"Max cpu time" is "", not a whole number/],
  [
    'a word',
    `${heading}Max cpu time              infinite             0        s\n`,
    /is "infinite", not a whole number/,
  ],
] as const) {
  test(`rejects ${situation}`, () => assert.throws(() => parseLimits(Buffer.from(text)), message));
}
