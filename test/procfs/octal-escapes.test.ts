import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unescaped } from '../../src/procfs/octal-escapes.ts';

for (const [situation, text, bytes] of [
  ['the five that the kernel escapes', 'a\\040\\011\\012\\134\\043', 'a \t\n\\#'],
  ['an escaped backslash before digits is not an escape', '\\134040', '\\040'],
  ['fewer than three digits, and more than a byte holds', '\\04x\\777', '\\04x\\777'],
  ['bytes past ASCII stay bytes', '\xff\\377', '\xff\xff'],
] as const) {
  test(situation, () => assert.equal(unescaped(text).toString('latin1'), bytes));
}
